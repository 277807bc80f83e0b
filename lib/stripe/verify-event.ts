import Stripe from 'stripe';
import { z } from 'zod';
import type { RefusalCause } from '../model/webhook';

/** How old a signature may be, in seconds. https://docs.stripe.com/webhooks#replay-attacks */
const toleranceSeconds = 300;
/** As the SDK takes it. */
const anyAge = 0;

/** What an event names; everything else about its object is read from Stripe when it is handled. */
export interface TellingEvent {
  readonly id: string;
  readonly type: string;
  /** The connected account that it happened on; null for the platform itself. */
  readonly accountId: string | null;
  readonly livemode: boolean;
  readonly created: Date;
  readonly objectId: string | null;
  /** The PaymentIntent that the object hangs on, when it names one. */
  readonly paymentIntentId: string | null;
  /** It tells of a call of our own, and whoever made that call gets its answer as well. */
  readonly echo: boolean;
}

/** How the keys of such calls begin: what is done, and then a row's id. */
const ownKey = /^(charge|capture|release|refund|sync-point):/;

const id = z.string().max(255);
const shape = z.object({
  id,
  object: z.literal('event'),
  type: id,
  account: id.nullish(),
  request: z.object({ idempotency_key: z.string().nullish() }).nullish().catch(null),
  livemode: z.boolean(),
  created: z.int().nonnegative(),
  data: z.object({
    object: z.object({
      id: id.nullish().catch(null),
      payment_intent: z
        .union([id, z.object({ id })])
        .nullish()
        .catch(null),
    }),
  }),
});

/**
 * The event in a body that one of these secrets has signed within the last five minutes (while a
 * secret is rolled there are two, and Stripe may sign with both); null when none has, or when what
 * was signed is no event. The signature is over the very bytes that arrived.
 * https://docs.stripe.com/webhooks/signature
 */
export function verifyEvent(
  body: Uint8Array,
  signature: string,
  secrets: readonly string[],
): TellingEvent | null {
  let text: string;
  try {
    // As it is, or not at all: a repaired character or a dropped mark would be another body.
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return null;
  }
  if (!secrets.some((secret) => isSigned(text, signature, secret))) return null;
  return eventOf(text);
}

/** Why a delivery was refused, for whoever set the endpoint up; `secrets` are its own. */
export function whyRefused(
  body: Uint8Array,
  signature: string,
  { secrets, ofOther }: { secrets: readonly string[]; ofOther: readonly string[] },
): RefusalCause {
  const text = new TextDecoder().decode(body);
  const fits = (some: readonly string[], seconds: number) =>
    some.some((secret) => isSigned(text, signature, secret, seconds));
  if (fits(secrets, toleranceSeconds)) return 'no_event';
  if (fits(secrets, anyAge)) return 'clock';
  return fits(ofOther, anyAge) ? 'other_secret' : 'unknown';
}

function isSigned(
  body: string,
  signature: string,
  secret: string,
  seconds = toleranceSeconds,
): boolean {
  const verifier = Stripe.webhooks.signature;
  if (!verifier) throw new Error('the SDK has come without its signature helper');
  try {
    return verifier.verifyHeader(body, signature, secret, seconds);
  } catch {
    // What was sent is somebody's guess, and is told to nobody.
    return false;
  }
}

function eventOf(text: string): TellingEvent | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = shape.safeParse(json);
  if (!parsed.success) return null;
  const { type, account, livemode, created, data, request } = parsed.data;
  const { id: objectId, payment_intent: intent } = data.object;
  return {
    id: parsed.data.id,
    type,
    accountId: account ?? null,
    livemode,
    created: new Date(created * 1000),
    objectId: objectId ?? null,
    paymentIntentId: (typeof intent === 'string' ? intent : intent?.id) ?? null,
    echo: ownKey.test(request?.idempotency_key ?? ''),
  };
}
