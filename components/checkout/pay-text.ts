import type { CartView } from '@/lib/model/views';

/** What the pay button says: `Pay $12.00`, or `Pay 3 sellers $84.00 + €12.00 + ¥500`. */
export function payText(cart: CartView): string {
  const amounts = cart.totals.map((total) => total.text).join(' + ');
  return cart.groups.length === 1
    ? `Pay ${amounts}`
    : `Pay ${cart.groups.length} sellers ${amounts}`;
}

/** Why this cart cannot be paid as it is, in words with the way out; null when it can. */
export function whyBlocked(cart: CartView): string | null {
  if (cart.canCheckOut) return null;
  const seller = cart.groups.find((group) => group.seller.cannotBePaid);
  if (seller) {
    return `${seller.seller.name}: ${seller.seller.cannotBePaid} Change your cart to go on.`;
  }
  const line = cart.groups.flatMap((group) => group.lines).find(({ problem }) => problem);
  return line
    ? `${line.name}: ${line.problem} Change your cart to go on.`
    : 'Something in your cart cannot be bought now. Change your cart to go on.';
}
