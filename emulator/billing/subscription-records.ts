/**
 * Finding and keeping subscriptions, with their items.
 */
import type Stripe from 'stripe';
import { noSuch, type Context } from '../server/contract';
import { previousAttributes } from '../resources/changes';
import { subscriptionOf, type Invoice } from './invoice-shape';
import type { Every, Period } from './periods';
import type { Stored } from '../store/kinds';
import type { SubscriptionHidden } from './records';
import { shownItems, type Item } from './subscription-items';

export type Subscription = Stripe.Subscription;

/** A subscription of this account; Stripe's `resource_missing` when there is none. */
export function findSubscription(
  context: Context,
  id: string,
  param = 'id',
  status = 404,
): Stored<'subscription'> {
  const found = context.records.get('subscription', id);
  if (!found) throw noSuch('subscription', id, param, status);
  return found;
}

/** The subscription with these items; `plan` and `quantity` are of a single one. */
export function withItems(subscription: Subscription, items: readonly Item[]): Subscription {
  const [only, ...others] = items;
  const single = only && others.length === 0 ? only : null;
  const legacy = { plan: single?.plan ?? null, quantity: single?.quantity ?? null };
  return { ...subscription, ...legacy, items: shownItems(subscription.id, items) };
}

/** Keeps a changed subscription, and tells of it where anything changed. */
export function keepSubscription(
  context: Context,
  before: Subscription,
  changed: Subscription,
  hidden?: Partial<SubscriptionHidden>,
): Subscription {
  const after = detailed(changed);
  const kept = findSubscription(context, before.id).hidden;
  context.records.put('subscription', after, { ...kept, ...hidden });
  const previous = previousAttributes(before, after);
  // One that is being made is told of once, as it is in the end.
  if (previous && !kept.creating) context.emit('customer.subscription.updated', after, previous);
  return after;
}

/** Only one that rests says why: `status_details` "describes changes to the subscription's status". */
export function detailed(subscription: Subscription): Subscription {
  if (subscription.status === 'paused') return subscription;
  const { status_details: _, ...rest } = subscription;
  return rest;
}

/** Keeps the items with a subscription, as they stand in it; others it had are gone. */
export function keepItems(context: Context, { id, items }: Subscription): void {
  const left = new Set(items.data.map((item) => item.id));
  for (const { object } of context.records.where('subscription_item', 'subscription', id)) {
    if (!left.has(object.id)) context.records.remove('subscription_item', object.id);
  }
  for (const item of items.data) context.records.put('subscription_item', item, null);
}

/** The subscription with its items in another period. */
export function inPeriod(subscription: Subscription, { start, end }: Period): Subscription {
  const items = subscription.items.data.map((item) => ({
    ...item,
    current_period_start: start,
    current_period_end: end,
  }));
  return withItems(subscription, items);
}

/** The period that is running. */
export function periodOf({ items }: Subscription): Period {
  const [first] = items.data;
  return { start: first?.current_period_start ?? 0, end: first?.current_period_end ?? 0 };
}

/** How often it is billed. */
export function everyOf({ items }: Pick<Subscription, 'items'>): Every {
  return items.data[0]?.price.recurring ?? { interval: 'month', interval_count: 1 };
}

/** The subscription that an invoice bills, if any. */
export function ownerOf(context: Context, invoice: Invoice): Subscription | undefined {
  const id = subscriptionOf(invoice);
  return id === null ? undefined : context.records.get('subscription', id)?.object;
}
