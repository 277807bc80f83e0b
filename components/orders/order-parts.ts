import type { Words } from '@/lib/language/words';
import { legNews } from '@/lib/model/after-sale';
import type { OrderView } from '@/lib/model/order-views';

/** A seller's part of an order, or a plan of it, in words. */
export interface OrderPart {
  readonly name: string;
  readonly stateText: string;
}

/** Every part of an order, each under a name of its own. */
export function partsOf({ legs, subscriptions }: OrderView, t: Words<'orders'>): OrderPart[] {
  return [
    ...legs.map((leg) => ({ name: leg.seller.name, stateText: legNews(leg, t) })),
    ...subscriptions.map((it) => ({
      name: `${it.name}, ${it.seller.name}`,
      stateText: it.stateText,
    })),
  ];
}
