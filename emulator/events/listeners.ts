import type Stripe from 'stripe';
import type { Context } from '../server/contract';

export interface Listener {
  /** The account the endpoint is registered on. */
  readonly owner: string;
  readonly endpoint: Stripe.WebhookEndpoint;
}

/**
 * Who hears of an event of the context's account: endpoints registered on that account, and for a
 * connected account the platform's endpoints made with `connect: true`. The platform's other
 * endpoints hear only of the platform (docs.stripe.com/connect/webhooks).
 */
export function listeners(context: Context, type: string): Listener[] {
  const own = endpointsOf(context, false, type);
  if (!context.connected) return own;
  return [...own, ...endpointsOf(context.as(context.platform), true, type)];
}

function endpointsOf(context: Context, connect: boolean, type: string): Listener[] {
  return context.records
    .all('webhook_endpoint')
    .filter(({ object, hidden }) => {
      const { enabled_events: wanted, status } = object;
      return (
        hidden.connect === connect &&
        status === 'enabled' &&
        (wanted.includes('*') || wanted.includes(type))
      );
    })
    .map(({ object }) => ({ owner: context.account, endpoint: object }));
}
