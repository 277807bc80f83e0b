import type { VariantId } from '@/lib/model/ids';
import type { CartView } from '@/lib/model/views';

/** What the buyer has just done, before the server has answered; quantity 0 removes. */
export interface CartChange {
  readonly variantId: VariantId;
  readonly quantity: number;
}

export interface ShownCart {
  readonly cart: CartView;
  /** Lines whose amounts the server has still to say: quantities are new, prices are old. */
  readonly pending: ReadonlySet<VariantId>;
}

/**
 * The cart as it will be, as far as the browser may know: quantities and what has gone. Prices are
 * text from the server and are never computed here; those in doubt are marked as pending.
 */
export function applyChange(shown: ShownCart, change: CartChange): ShownCart {
  const groups = shown.cart.groups
    .map((group) => ({
      ...group,
      lines: group.lines
        .map((line) =>
          line.variantId === change.variantId ? { ...line, quantity: change.quantity } : line,
        )
        .filter((line) => line.quantity > 0),
    }))
    .filter((group) => group.lines.length > 0);
  const count = groups.reduce(
    (pieces, group) => group.lines.reduce((sum, line) => sum + line.quantity, pieces),
    0,
  );
  return {
    cart: { ...shown.cart, groups, count },
    pending: new Set([...shown.pending, change.variantId]),
  };
}
