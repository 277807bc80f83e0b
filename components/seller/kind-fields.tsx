import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import type { TypedKind } from './typed-kinds';

interface KindFieldsProps {
  readonly kind: TypedKind;
  /** What the shop calls it so far, empty while it has no name; null where it needs none. */
  readonly called: string | null;
  readonly currency: string;
  readonly onChange: (kind: TypedKind) => void;
  /** Whether it can be hidden: one kind stays. */
  readonly canHide: boolean;
  /** For one that was only begun. */
  readonly onRemove?: () => void;
}

const nameLabel = ({ isNew }: TypedKind, called: string) =>
  isNew ? 'Name of the new kind' : called ? `Name of ${called}` : 'Name of the kind so far';

/** Price and stock of one kind, its name where there are several, and whether it can be chosen. */
export function KindFields(props: KindFieldsProps) {
  const { kind, called, currency, onChange, canHide, onRemove } = props;
  const of = kind.name ? ` of ${kind.name}` : kind.isNew ? ' of the new kind' : '';
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      {called === null ? null : (
        <div className="flex items-end gap-2 sm:col-span-2">
          <div className="flex-1">
            <Field
              id={`kind-${kind.id}`}
              label={nameLabel(kind, called)}
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
      )}
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
      {canHide ? (
        <label className="-mt-2 flex min-h-11 items-center gap-3 text-sm sm:col-span-2">
          <input
            type="checkbox"
            checked={kind.hidden}
            className="size-5 shrink-0 accent-money"
            onChange={({ target }) => onChange({ ...kind, hidden: target.checked })}
          />
          Hide {kind.name || 'this kind'}. The other kinds stay in the shop.
        </label>
      ) : null}
    </div>
  );
}
