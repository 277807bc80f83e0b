import type { AccountSubscription } from '../../stripe/account-billing';
import type { StartTask } from './claim-starts';

/**
 * Holds Stripe's Subscription against our own row before it is said to have begun: tells in which of
 * price, quantity, fee and the ids that we put into its metadata they do not agree; null if they do.
 */
export function subscriptionDisagreement(
  subscription: AccountSubscription,
  task: Pick<
    StartTask,
    'subscriptionId' | 'orderId' | 'buyerId' | 'accountPriceId' | 'quantity' | 'feeBasisPoints'
  >,
): string | null {
  const [item] = subscription.items.data;
  const pairs: readonly (readonly [name: string, theirs: unknown, ours: unknown])[] = [
    ['price', item?.price.id, task.accountPriceId],
    ['quantity', item?.quantity, task.quantity],
    ['fee', subscription.application_fee_percent ?? 0, task.feeBasisPoints / 100],
    ['order', subscription.metadata.order, task.orderId],
    ['subscription', subscription.metadata.subscription, task.subscriptionId],
    ['buyer', subscription.metadata.buyer, task.buyerId],
    // Souk never runs with live keys, so an object of live mode is not ours.
    ['live mode', subscription.livemode, false],
  ];
  const wrong = pairs.find(([, theirs, ours]) => theirs !== ours);
  if (!wrong) return null;
  const [name, theirs, ours] = wrong;
  return `${name} is ${String(theirs)} and should be ${String(ours)}`;
}
