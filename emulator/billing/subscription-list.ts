/**
 * The subscriptions of a customer, which it shows on request only.
 */
import type Stripe from 'stripe';
import type { Context } from '../server/contract';

/** `subscriptions` of a Customer: those that are not over. */
export function subscriptionsOf(context: Context, { id }: { id: string }): object {
  const rows = context.records
    .where('subscription', 'customer', id)
    .map(({ object }) => object)
    .filter(isListed);
  const list: Stripe.ApiList<Stripe.Subscription> = context.list(
    rows,
    {},
    `/v1/customers/${id}/subscriptions`,
  );
  return { ...list, total_count: rows.length };
}

/** Whether it stands among a customer's own: those that are over do not. */
export function isListed({ status }: Stripe.Subscription): boolean {
  return status !== 'canceled' && status !== 'incomplete_expired';
}
