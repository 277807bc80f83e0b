import type { Language } from '@/lib/language/languages';
import type { BuyerId } from '@/lib/model/ids';
import type { SubscriptionView } from '@/lib/model/subscription-views';
import { lookAtPayments } from '@/lib/payments/look-after-invoice';
import { subscriptionId } from '@/lib/subscriptions/requests';
import { getSubscription } from '@/lib/subscriptions/subscriptions';

/** The subscription that an address names; null for an id of another shape, as for an unknown one. */
export async function readSubscription(
  buyerId: BuyerId,
  id: string,
  language: Language,
): Promise<SubscriptionView | null> {
  const parsed = subscriptionId.safeParse(id);
  if (!parsed.success) return null;
  await lookAtPayments(buyerId, { subscriptionId: parsed.data });
  return getSubscription(buyerId, parsed.data, language);
}
