import type { AccountSubscription } from '../stripe/account-billing';
import type { StartTask } from './claim-starts';

/**
 * Holds Stripe's Subscription against our own row before it is said to have begun: throws unless price,
 * quantity, fee and the ids that we put into its metadata agree, so that the start is looked at again
 * and cannot be made a second time meanwhile.
 */
export function checkSubscription(
  subscription: AccountSubscription,
  task: Pick<
    StartTask,
    'subscriptionId' | 'orderId' | 'buyerId' | 'accountPriceId' | 'quantity' | 'feeBasisPoints'
  >,
): void {
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
  if (!wrong) return;
  const [name, theirs, ours] = wrong;
  throw new Error(
    `Stripe's answer was refused: ${name} is ${String(theirs)} and should be ${String(ours)}`,
  );
}
