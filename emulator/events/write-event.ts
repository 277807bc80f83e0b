import type Stripe from 'stripe';
import { API_VERSION } from '../server/api-version';
import type { Context } from '../server/contract';
import type { Delivery } from '../store/system-kinds';
import { listeners } from './listeners';

/**
 * Writes an Event on the context's account, and one delivery for each endpoint that listens, in the
 * same transaction: an event is never there without its deliveries.
 *
 * `api_version` is the account's, not the request's (docs.stripe.com/api/events).
 */
export function writeEvent(
  context: Context,
  type: Stripe.Event.Type,
  object: object,
  previousAttributes?: Record<string, unknown>,
): void {
  const endpoints = listeners(context, type);
  const event = {
    id: context.id('evt'),
    object: 'event',
    ...(context.connected ? { account: context.account } : {}),
    api_version: API_VERSION,
    created: context.now(),
    data: {
      object,
      ...(previousAttributes ? { previous_attributes: previousAttributes } : {}),
    },
    livemode: false,
    pending_webhooks: endpoints.length,
    request: { id: context.request.id, idempotency_key: context.request.idempotencyKey },
    type,
    // The SDK's Event is a union over 276 types, each with its own `data.object`.
  } as unknown as Stripe.Event;
  context.records.put('event', event, null);
  for (const { owner, endpoint } of endpoints) {
    const delivery: Delivery = {
      id: context.id('whd'),
      object: 'delivery',
      planned_at: Date.now(),
      event: { id: event.id, type, account: context.account },
      endpoint: { id: endpoint.id, url: endpoint.url, owner },
      status: 'pending',
      attempts: [],
      next_attempt_at: Date.now(),
    };
    context.records.put('delivery', delivery, null);
  }
}
