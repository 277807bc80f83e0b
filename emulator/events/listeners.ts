import type Stripe from 'stripe';
import type { Context } from '../server/contract';
import type { Stored } from '../store/kinds';

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
  return reachable(context)
    .filter(({ stored: { object } }) => {
      const { enabled_events: wanted, status } = object;
      return status === 'enabled' && (wanted.includes('*') || wanted.includes(type));
    })
    .map(({ owner, stored }) => ({ owner, endpoint: stored.object }));
}

/** An endpoint that events of the context's account may go to, whatever it listens for. */
export function listenerOf(context: Context, id: string): Listener | undefined {
  const found = reachable(context).find(({ stored }) => stored.object.id === id);
  return found && { owner: found.owner, endpoint: found.stored.object };
}

function reachable(context: Context): { owner: string; stored: Stored<'webhook_endpoint'> }[] {
  const of = (owner: Context, connect: boolean) =>
    owner.records
      .all('webhook_endpoint')
      .filter(({ hidden }) => hidden.connect === connect)
      .map((stored) => ({ owner: owner.account, stored }));
  const own = of(context, false);
  return context.connected ? [...own, ...of(context.as(context.platform), true)] : own;
}
