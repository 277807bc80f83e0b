import type { Context } from '../server/contract';
import type { Expandables } from '../server/expand';
import { dataOfVersion } from '../server/old-versions';
import type { Delivery } from '../store/system-kinds';
import { signingSecrets } from './secrets';
import { signatureHeader } from './signature';

/** A signed event and where it goes. */
export interface Parcel {
  readonly url: string;
  readonly body: string;
  readonly signature: string;
}

/**
 * Makes up the parcel of a delivery, with the endpoint as it is now: its address, version and
 * secrets. A sentence instead when there is nowhere to send it: nothing goes to an endpoint that was
 * disabled or deleted meanwhile (docs.stripe.com/webhooks#retries).
 */
export function parcelOf(
  context: Context,
  delivery: Delivery,
  expandables: Expandables,
): Parcel | string {
  const event = context.records.get('event', delivery.event.id)?.object;
  if (!event) return 'The event no longer exists.';
  const { owner, id } = delivery.endpoint;
  const listener = context.as(owner).records.get('webhook_endpoint', id);
  if (!listener) return 'The endpoint was deleted.';
  if (listener.object.status === 'disabled') return 'The endpoint is disabled.';
  const { id: eventId, object, ...rest } = event;
  const { data } = event;
  const version = listener.object.api_version ?? event.api_version;
  const body = JSON.stringify(
    {
      id: eventId,
      object,
      // Named only to those who hear of other accounts (docs.stripe.com/connect/webhooks).
      ...(listener.hidden.connect ? { account: delivery.event.account } : {}),
      ...rest,
      api_version: version,
      data: version === null ? data : dataOfVersion(context, expandables, data, version),
    },
    null,
    2,
  );
  const secrets = signingSecrets(listener.hidden, context.nowMs());
  return {
    url: listener.object.url,
    body,
    // Receivers compare it with the time of their own (docs.stripe.com/webhooks#replay-attacks).
    signature: signatureHeader(body, secrets, Math.floor(Date.now() / 1000)),
  };
}
