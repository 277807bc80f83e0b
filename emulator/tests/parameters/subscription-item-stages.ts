import type { Stage } from './stage';
import { itemBody, subscribed } from './subscription-scene';
import type { Opening } from './theatre';

export const subscriptionItemStages: readonly Stage[] = [
  {
    parameters: 'SubscriptionItemCreateParams',
    open: async (theatre, path) => {
      const { body, ...rest } = await itemBody(theatre, path[0], path[1]);
      const { id } = await subscribed(theatre);
      return {
        path: '/v1/subscription_items',
        body: {
          ...(path[0] === 'subscription' ? {} : { subscription: id }),
          ...body,
        } as Opening['body'],
        ...rest,
        ...(path[0] === 'subscription' ? { value: id } : {}),
      };
    },
    seenAs: { price_data: 'price' },
  },
  {
    parameters: 'SubscriptionItemUpdateParams',
    open: async (theatre, path) => {
      const { body, ...rest } = await itemBody(theatre, path[0], path[1]);
      const { price: _, ...own } = body as Record<string, object | string>;
      const made = await subscribed(theatre);
      return {
        path: `/v1/subscription_items/${made.items.data[0]?.id ?? ''}`,
        body: own as Opening['body'],
        ...rest,
      };
    },
    seenAs: { price_data: 'price' },
  },
];
