/** Webhook endpoints (docs.stripe.com/api/webhook_endpoints). */
import type Stripe from 'stripe';
import { freshSecret } from '../events/secrets';
import { invalidRequest, noSuch, route, type Context, type Resource } from '../server/contract';
import { mergeMetadata } from '../server/metadata';
import type { Stored } from '../store/kinds';

/** docs.stripe.com/webhooks: up to 16 endpoints an account. */
const MAX_ENDPOINTS = 16;

/** Any http address is taken too: the test mode of Stripe does the same. */
function checkUrl(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (!parsed || !['http:', 'https:'].includes(parsed.protocol)) {
    throw invalidRequest('Invalid URL: An explicit scheme (such as https) must be provided.', {
      code: 'url_invalid',
      param: 'url',
    });
  }
  return url;
}

function find(context: Context, id: string): Stored<'webhook_endpoint'> {
  const found = context.records.get('webhook_endpoint', id);
  if (!found) throw noSuch('webhook endpoint', id, 'id');
  return found;
}

/** An empty list would hear of nothing; unconfirmed: the words. */
function checkEvents<T>(events: T[]): T[] {
  if (events.length === 0) {
    throw invalidRequest('You must enable at least one event.', { param: 'enabled_events' });
  }
  return events;
}

function create(
  context: Context,
  parameters: Stripe.WebhookEndpointCreateParams,
): Stripe.WebhookEndpoint {
  if (context.records.all('webhook_endpoint').length >= MAX_ENDPOINTS) {
    throw invalidRequest(
      `You have reached the maximum of ${MAX_ENDPOINTS} test webhook endpoints.`,
    );
  }
  const endpoint: Stripe.WebhookEndpoint = {
    id: context.id('we'),
    object: 'webhook_endpoint',
    api_version: parameters.api_version ?? null,
    application: null,
    created: context.now(),
    description: parameters.description || null,
    enabled_events: checkEvents(parameters.enabled_events),
    livemode: false,
    metadata: mergeMetadata({}, parameters.metadata),
    status: 'enabled',
    url: checkUrl(parameters.url),
  };
  const secret = freshSecret(context);
  const connect = parameters.connect ?? false;
  context.records.put('webhook_endpoint', endpoint, { secret, connect, forwarded: false });
  // Shown this once only.
  return { ...endpoint, secret };
}

function update(
  context: Context,
  parameters: Stripe.WebhookEndpointUpdateParams,
  id: string,
): Stripe.WebhookEndpoint {
  const { object: before, hidden } = find(context, id);
  const { description, disabled, enabled_events, metadata, url } = parameters;
  const after: Stripe.WebhookEndpoint = {
    ...before,
    description: description === undefined ? before.description : description || null,
    enabled_events: enabled_events ? checkEvents(enabled_events) : before.enabled_events,
    metadata: mergeMetadata(before.metadata, metadata),
    status: disabled === undefined ? before.status : disabled ? 'disabled' : 'enabled',
    url: url === undefined ? before.url : checkUrl(url),
  };
  // Whoever switches an endpoint on again has it judged anew.
  const failingSince = disabled === false ? null : hidden.failingSince;
  context.records.put('webhook_endpoint', after, { ...hidden, failingSince });
  return after;
}

function remove(context: Context, id: string): Stripe.DeletedWebhookEndpoint {
  find(context, id);
  context.records.remove('webhook_endpoint', id);
  return { id, object: 'webhook_endpoint', deleted: true };
}

export const webhookEndpoints: Resource = {
  object: 'webhook_endpoint',
  routes: [
    route('POST', '/v1/webhook_endpoints', 'WebhookEndpointCreateParams', create),
    route('GET', '/v1/webhook_endpoints', 'WebhookEndpointListParams', (context, parameters) => {
      const rows = context.records.all('webhook_endpoint').map(({ object }) => object);
      return context.list(rows, parameters, '/v1/webhook_endpoints');
    }),
    route(
      'GET',
      '/v1/webhook_endpoints/:id',
      'WebhookEndpointRetrieveParams',
      (context, _, path) => find(context, path.id ?? '').object,
    ),
    route(
      'POST',
      '/v1/webhook_endpoints/:id',
      'WebhookEndpointUpdateParams',
      (context, parameters, path) => update(context, parameters, path.id ?? ''),
    ),
    route(
      'DELETE',
      '/v1/webhook_endpoints/:id',
      'WebhookEndpointDeleteParams',
      (context, _, path) => remove(context, path.id ?? ''),
    ),
  ],
};
