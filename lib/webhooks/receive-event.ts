import { config } from '../config/config';
import { otherEndpoint, type EventIgnored, type WebhookEndpoint } from '../model/webhook';
import { addressOf } from '../security/address';
import { answer, problem } from '../security/answer';
import { limitRate, minutes, type Limit } from '../security/rate-limit';
import { readBytes } from '../security/read-bytes';
import { verifyEvent, whyRefused, type TellingEvent } from '../stripe/verify-event';
import { noteRefused, noteTaken } from './deliveries';
import { handlerOf } from './handlers';
import { storeEvent } from './inbox';

/** Largest event we read, in bytes; Stripe's own are a few kilobytes. */
export const eventLimit = 256 * 1024;

/** Of bodies without a good signature. Stripe's own are never counted, so nobody can shut it out. */
export const unsignedBodies: Limit = { name: 'unsigned-event', most: 30, windowMs: minutes };

/**
 * Takes a delivery: verified, written down, answered; the work is a job's. Nothing is done, and
 * nothing said of the content, before the signature is known to be good. No `Origin` is asked for, as
 * Stripe sends none. https://docs.stripe.com/webhooks#best-practices
 */
export async function receiveEvent(endpoint: WebhookEndpoint, request: Request): Promise<Response> {
  const { webhookSecrets } = config();
  const secrets = webhookSecrets[endpoint];
  if (secrets.length === 0) {
    return problem(503, 'not_configured', 'This endpoint has no signing secret.');
  }
  const body = await readBytes(request, eventLimit);
  if (!body) return problem(413, 'body_too_large', 'The request is too large.');
  const signature = request.headers.get('stripe-signature');
  const event = signature ? verifyEvent(body, signature, secrets) : null;
  if (!event) {
    const ofOther = webhookSecrets[otherEndpoint(endpoint)];
    noteRefused(
      endpoint,
      signature ? whyRefused(body, signature, { secrets, ofOther }) : 'unknown',
    );
    return (
      limitRate(unsignedBodies, addressOf(request)) ??
      problem(400, 'bad_signature', 'The signature does not fit.')
    );
  }
  await storeEvent(endpoint, event, whyIgnored(endpoint, event));
  noteTaken(endpoint);
  return answer({ received: true });
}

/** What can be told from the event alone; whose account it is, its handler asks. */
function whyIgnored(endpoint: WebhookEndpoint, event: TellingEvent): EventIgnored | null {
  // Souk never runs with live keys. A Connect endpoint of live mode hears of test events as well, and
  // whoever sets one up wrongly sends us live ones. https://docs.stripe.com/connect/webhooks
  if (event.livemode) return 'wrong_mode';
  return handlerOf(endpoint, event.type) ? null : 'unknown_type';
}
