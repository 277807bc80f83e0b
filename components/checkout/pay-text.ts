import type { CartView } from '@/lib/model/views';

/**
 * What the pay button says: `Pay $12.00`, `Pay 3 sellers $84.00 + €12.00 + ¥500`, with plans `Pay $16.00
 * and subscribe`, or where all of it begins with a trial `Subscribe, nothing to pay now`.
 */
export function payText(cart: CartView): string {
  if (cart.recurring.length === 0) return sumText(cart);
  return cart.payments === 0 ? 'Subscribe, nothing to pay now' : `${sumText(cart)} and subscribe`;
}

function sumText(cart: CartView): string {
  const due = cart.totals.filter(({ amount }) => amount > 0);
  const amounts = due.map((total) => total.text).join(' + ');
  // Who is paid later, after a trial, does not count now.
  const sellers = cart.groups.filter(({ subtotal }) => subtotal.amount > 0).length;
  return sellers === 1 ? `Pay ${amounts}` : `Pay ${sellers} sellers ${amounts}`;
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
