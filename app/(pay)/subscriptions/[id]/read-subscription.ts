import type { Language } from '@/lib/language/languages';
import type { BuyerId } from '@/lib/model/ids';
import type { SubscriptionView } from '@/lib/model/subscription-views';
import { lookAtPayments } from '@/lib/payments/after-sale/look-after-invoice';
import { subscriptionId } from '@/lib/subscriptions/requests';
import { readOwnSubscription, hasSubscription } from '@/lib/subscriptions/subscriptions';

/** Whether an address names a subscription of this buyer, by our own rows alone. */
export async function knowsSubscription(buyerId: BuyerId, id: string): Promise<boolean> {
  const parsed = subscriptionId.safeParse(id);
  return parsed.success && hasSubscription(buyerId, parsed.data);
}

/** The subscription that an address names; null for an id of another shape, as for an unknown one. */
export async function readSubscription(
  buyerId: BuyerId,
  id: string,
  language: Language,
): Promise<SubscriptionView | null> {
  const parsed = subscriptionId.safeParse(id);
  if (!parsed.success) return null;
  await lookAtPayments(buyerId, { subscriptionId: parsed.data });
  return readOwnSubscription(buyerId, parsed.data, language);
}
