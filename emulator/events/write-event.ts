import type Stripe from 'stripe';
import type { Context } from '../server/contract';
import { listeners } from './listeners';
import { planDelivery } from './plan-delivery';

/**
 * Writes an Event on the context's account (and says its id), and one delivery for each endpoint that
 * listens, in the same transaction: an event is never there without its deliveries.
 *
 * `api_version` is the account's, not the request's; `data.object` stays as it is now
 * (docs.stripe.com/api/events).
 */
export function writeEvent(
  context: Context,
  type: Stripe.Event.Type,
  object: object,
  previousAttributes?: Record<string, unknown>,
): string {
  const found = listeners(context, type);
  const event = {
    id: context.id('evt'),
    object: 'event',
    api_version: context.settings.apiVersion,
    created: context.now(),
    data: {
      object,
      ...(previousAttributes ? { previous_attributes: previousAttributes } : {}),
    },
    livemode: false,
    pending_webhooks: found.length,
    request: { id: context.request.id, idempotency_key: context.request.idempotencyKey },
    type,
    // The SDK's Event is a union over 276 types, each with its own `data.object`.
  } as unknown as Stripe.Event;
  const unreached = found.map(({ endpoint }) => endpoint.id);
  context.records.put('event', event, found.length > 0 ? { unreached } : null);
  for (const listener of found) planDelivery(context, event, listener);
  return event.id;
}
