import type { Words } from '@/lib/language/words';
import type { CartView } from '@/lib/model/views';

/**
 * What the pay button says: `Pay $12.00`, `Pay 3 sellers $84.00 + €12.00 + ¥500`, with plans `Pay $16.00
 * and subscribe`, or where all of it begins with a trial `Subscribe, nothing to pay now`.
 */
export function payText(cart: CartView, t: Words<'checkout'>): string {
  if (cart.recurring.length === 0) return sumText(cart, t);
  if (cart.payments === 0) return t('subscribe');
  return t('payAndSubscribe', { pay: sumText(cart, t) });
}

function sumText(cart: CartView, t: Words<'checkout'>): string {
  const due = cart.totals.filter(({ amount }) => amount > 0);
  const amounts = due.map((total) => total.text).join(' + ');
  // Who is paid later, after a trial, does not count now.
  const count = cart.groups.filter(({ subtotal }) => subtotal.amount > 0).length;
  return count === 1 ? t('pay', { amounts }) : t('paySellers', { count, amounts });
}

/** Why this cart cannot be paid as it is, in words with the way out; null when it can. */
export function whyBlocked(cart: CartView, t: Words<'checkout'>): string | null {
  if (cart.canCheckOut) return null;
  const seller = cart.groups.find((group) => group.seller.cannotBePaid);
  if (seller?.seller.cannotBePaid) {
    return t('blockedBy', { what: seller.seller.name, problem: seller.seller.cannotBePaid });
  }
  const line = cart.groups.flatMap((group) => group.lines).find(({ problem }) => problem);
  return line?.problem ? t('blockedBy', { what: line.name, problem: line.problem }) : t('blocked');
}
