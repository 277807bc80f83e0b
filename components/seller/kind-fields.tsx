import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';

/** A kind of a product as its fields hold it. */
export interface TypedKind {
  readonly id: string;
  readonly name: string;
  readonly price: string;
  /** Empty: never runs out. */
  readonly stock: string;
  readonly isPlan: boolean;
  /** True where it has no name yet, and is to get one. */
  readonly isNameless?: boolean;
  /** True of one that the shop does not have yet. */
  readonly isNew?: boolean;
}

interface KindFieldsProps {
  readonly kind: TypedKind;
  readonly currency: string;
  readonly onChange: (kind: TypedKind) => void;
  /** For one that was only begun. */
  readonly onRemove?: () => void;
}

/** Price and stock of one kind, and its name while it has none. */
export function KindFields({ kind, currency, onChange, onRemove }: KindFieldsProps) {
  const of = kind.name ? ` of ${kind.name}` : kind.isNew ? ' of the new kind' : '';
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      {kind.isNameless ? (
        <div className="flex items-end gap-2 sm:col-span-2">
          <div className="flex-1">
            <Field
              id={`kind-${kind.id}`}
              label={kind.isNew ? 'Name of the new kind' : 'Name of the kind so far'}
              autoComplete="off"
              required
              maxLength={40}
              value={kind.name}
              onChange={({ target }) => onChange({ ...kind, name: target.value })}
            />
          </div>
          {onRemove ? (
            <Button tone="ghost" onClick={onRemove}>
              Leave it out
            </Button>
          ) : null}
        </div>
      ) : null}
      <Field
        id={`price-${kind.id}`}
        label={`Price${of} in ${currency.toUpperCase()}`}
        hint={kind.isPlan ? 'Subscribers of before keep the price they agreed to.' : undefined}
        inputMode="decimal"
        autoComplete="off"
        required
        maxLength={12}
        value={kind.price}
        onChange={({ target }) => onChange({ ...kind, price: target.value })}
      />
      {kind.isPlan ? null : (
        <Field
          id={`stock-${kind.id}`}
          label={`Pieces${of}`}
          hint="Empty: never runs out."
          type="number"
          min={0}
          max={100_000}
          step={1}
          value={kind.stock}
          onChange={({ target }) => onChange({ ...kind, stock: target.value })}
        />
      )}
    </div>
  );
}
