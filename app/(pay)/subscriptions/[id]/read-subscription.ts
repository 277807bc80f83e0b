import type { Language } from '@/lib/language/languages';
import type { BuyerId } from '@/lib/model/ids';
import type { SubscriptionView } from '@/lib/model/subscription-views';
import { subscriptionId } from '@/lib/subscriptions/requests';
import { getSubscription } from '@/lib/subscriptions/subscriptions';

/** The subscription that an address names; null for an id of another shape, as for an unknown one. */
export async function readSubscription(
  buyerId: BuyerId,
  id: string,
  language: Language,
): Promise<SubscriptionView | null> {
  const parsed = subscriptionId.safeParse(id);
  return parsed.success ? getSubscription(buyerId, parsed.data, language) : null;
}
