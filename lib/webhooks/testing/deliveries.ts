/** For tests only: events as Stripe signs and sends them. */
import Stripe from 'stripe';
import type { WebhookEndpoint } from '../../model/webhook';

/** Secrets for tests that sign by themselves. */
export const secrets = {
  platform: 'whsec_of_the_platform_endpoint',
  connect: 'whsec_of_the_connect_endpoint_',
} as const satisfies Record<WebhookEndpoint, string>;

/** An event as small as it can be; `data` is its object. */
export function eventBody(
  type: string,
  data: Readonly<Record<string, unknown>>,
  more: Readonly<Record<string, unknown>> = {},
): string {
  return JSON.stringify({
    id: `evt_${type}_${String(data.id)}`,
    object: 'event',
    api_version: Stripe.API_VERSION,
    created: 1_795_000_000,
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type,
    data: { object: data },
    ...more,
  });
}

/** The header that Stripe would send with this body. */
export function signature(
  payload: string,
  secret: string,
  { ageSeconds = 0 }: { ageSeconds?: number } = {},
): string {
  const timestamp = Math.floor(Date.now() / 1000) - ageSeconds;
  return Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp });
}

/** A delivery to an endpoint; signed with its secret unless a header is given, or null for none. */
export function delivery(
  endpoint: WebhookEndpoint,
  body: string,
  header: string | null = signature(body, secrets[endpoint]),
): Request {
  return new Request(`http://localhost:3000/api/webhooks/${endpoint}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json; charset=utf-8',
      ...(header === null ? {} : { 'stripe-signature': header }),
    },
    body,
  });
}
