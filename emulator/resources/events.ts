/** Events, as they are read back (docs.stripe.com/api/events). They are written by `context.emit`. */
import type Stripe from 'stripe';
import { listenerOf, listeners } from '../events/listeners';
import { planDelivery } from '../events/plan-delivery';
import {
  invalidRequest,
  noSuch,
  route,
  type Context,
  type ParameterFields,
  type Resource,
} from '../server/contract';
import { EVENT_SECONDS } from '../server/expiry';

const MAX_TYPES = 20;

/** Events can be read for 30 days, whether or not they are still on the disk. */
function isReadable(context: Context, event: Stripe.Event): boolean {
  return context.now() - event.created <= EVENT_SECONDS;
}

function find(context: Context, id: string): Stripe.Event {
  const found = context.records.get('event', id)?.object;
  if (!found || !isReadable(context, found)) throw noSuch('event', id, 'id');
  return found;
}

/** Whether a type is wanted; `charge.*` names a group. */
function matches(type: string, wanted: readonly string[]): boolean {
  return wanted.some((pattern) =>
    pattern.endsWith('*') ? type.startsWith(pattern.slice(0, -1)) : type === pattern,
  );
}

function wantedTypes({ type, types }: Stripe.EventListParams): string[] | null {
  if (type !== undefined && types !== undefined) {
    throw invalidRequest('You may only specify one of these parameters: type, types.');
  }
  if (types && types.length > MAX_TYPES) {
    throw invalidRequest(`You may pass up to ${MAX_TYPES} types.`, { param: 'types' });
  }
  return types ?? (type === undefined ? null : [type]);
}

function list(context: Context, parameters: Stripe.EventListParams): Stripe.ApiList<Stripe.Event> {
  const types = wantedTypes(parameters);
  const { delivery_success: delivered } = parameters;
  return context.page(
    'event',
    parameters,
    '/v1/events',
    ({ object: event }) =>
      isReadable(context, event) &&
      (types === null || matches(event.type, types)) &&
      (delivered === undefined || (event.pending_webhooks === 0) === delivered),
    types?.length === 1 && !types[0]?.includes('*') ? { type: types[0] } : {},
  );
}

/** What the command line of Stripe sends with `stripe events resend`. */
const retryFields: ParameterFields = {
  webhook_endpoint: { schema: { kind: 'string' } },
  account: { schema: { kind: 'string' } },
  for_stripecli: { schema: { kind: 'boolean' } },
};

/**
 * Sends an event once more, to one endpoint or to all that listen now. The endpoint need not listen
 * for its type. Not in the SDK: it is what Stripe's own command line calls.
 */
function retry(
  platform: Context,
  parameters: { webhook_endpoint?: string; account?: string },
  id: string,
): Stripe.Event {
  const { webhook_endpoint: endpoint, account } = parameters;
  const isKnown = account === undefined || platform.records.get('account', account);
  if (!isKnown) throw noSuch('account', account ?? '', 'account', 400);
  const context = account === undefined ? platform : platform.as(account);
  const event = find(context, id);
  if (endpoint === undefined) {
    for (const listener of listeners(context, event.type)) {
      planDelivery(context, event, listener, 'manual');
    }
    return event;
  }
  const listener = listenerOf(context, endpoint);
  if (!listener) throw noSuch('webhook endpoint', endpoint, 'webhook_endpoint', 400);
  if (listener.endpoint.status === 'disabled') {
    throw invalidRequest(`The webhook endpoint ${endpoint} is disabled.`, {
      param: 'webhook_endpoint',
    });
  }
  planDelivery(context, event, listener, 'manual');
  return event;
}

export const events: Resource = {
  object: 'event',
  routes: [
    route('GET', '/v1/events', 'EventListParams', list),
    route('GET', '/v1/events/:id', 'EventRetrieveParams', (context, _, { id = '' }) =>
      find(context, id),
    ),
    route(
      'POST',
      '/v1/events/:id/retry',
      null,
      (context, parameters, { id = '' }) => retry(context, parameters, id),
      { also: retryFields },
    ),
  ],
};
