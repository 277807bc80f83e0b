import { Field } from '@/components/ui/field';

/** A kind of a product as its fields hold it. */
export interface TypedKind {
  readonly id: string;
  readonly name: string;
  readonly price: string;
  /** Empty: never runs out. */
  readonly stock: string;
  readonly isPlan: boolean;
}

interface KindFieldsProps {
  readonly kind: TypedKind;
  readonly currency: string;
  readonly onChange: (kind: TypedKind) => void;
}

/** Price and stock of one kind. */
export function KindFields({ kind, currency, onChange }: KindFieldsProps) {
  const of = kind.name ? ` of ${kind.name}` : '';
  return (
    <div className="grid gap-4 sm:grid-cols-2">
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
