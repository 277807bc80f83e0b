import { AsyncLocalStorage } from 'node:async_hooks';
import Stripe from 'stripe';
import { config } from '../config/config';
import { captureSite, type CallSite } from '../inspector/call-site';
import { recordCall } from '../inspector/record';
import { isInTransaction } from '../store/client';
import { limitedHttpClient } from './limited-http-client';
import { Limiter } from './limiter';
import { recordingHttpClient } from './recording-http-client';
import type { Read, Subject, Write } from './subject';

/** What is known about a call beside what is sent. */
interface Call {
  readonly subject: Subject;
  readonly site: CallSite;
  readonly beginBefore: number;
}

// One client a process: Next loads this module once per bundle, and sockets and limits must be shared.
const kept = globalThis as typeof globalThis & {
  soukStripe?: { readonly secretKey: string; readonly apiBase: string; readonly sdk: Stripe };
  soukCall?: AsyncLocalStorage<Call>;
};
const calls = (kept.soukCall ??= new AsyncLocalStorage<Call>());

/**
 * How long a call may wait for its turn and be repeated, in milliseconds. Nothing of it begins later,
 * so that with the last answer's timeout it is over before the lease of whoever makes it.
 */
const patienceMs = 65_000;

function sdk(): Stripe {
  const { secretKey, apiBase, limits } = config().stripe;
  const known = kept.soukStripe;
  if (known?.secretKey === secretKey && known.apiBase === apiBase.href) return known.sdk;
  const protocol = apiBase.protocol === 'http:' ? 'http' : 'https';
  const made = new Stripe(secretKey, {
    host: apiBase.hostname,
    port: apiBase.port || (protocol === 'http' ? '80' : '443'),
    protocol,
    // Repeats after a lost connection, 409 and most 5xx, always with the same idempotency key.
    maxNetworkRetries: 2,
    timeout: config().stripeTimeoutMs,
    telemetry: false,
    // 429s, and how much is sent at all, are ours: the time in a queue is not Stripe's.
    httpClient: limitedHttpClient(
      recordingHttpClient(
        Stripe.createNodeHttpClient(),
        () => calls.getStore() ?? { subject: {} },
        recordCall,
      ),
      new Limiter(limits),
      () => calls.getStore()?.beginBefore ?? Date.now() + patienceMs,
    ),
  });
  kept.soukStripe = { secretKey, apiBase: apiBase.href, sdk: made };
  return made;
}

/**
 * Runs one call of the SDK under the subject that the inspector shall file it under. With its waits
 * and repeats it is over after a minute and a half at most. Throws within a transaction: nothing that
 * was written there is on disk yet, and on the embedded database everybody else would wait meanwhile.
 */
export function call<Answer>(
  { subject }: Read,
  make: (sdk: Stripe) => Promise<Answer>,
): Promise<Answer> {
  if (isInTransaction()) throw new Error('a call of Stripe within a transaction');
  const site = captureSite(call);
  return calls.run({ subject, site, beginBefore: Date.now() + patienceMs }, () => make(sdk()));
}

/** Brands the id of an object with where it lives, which only the call that made it knows. */
export function owned<Owned extends { readonly id: string }>(
  object: Promise<Omit<Owned, 'id'> & { readonly id: string }>,
): Promise<Owned> {
  return object as Promise<unknown> as Promise<Owned>;
}

/**
 * Request options of a write on the platform, or on an account. Throws without a key, which types
 * forbid: the SDK would make one up for each repeat of ours, and nothing would guard against doing it
 * twice.
 */
export function writing(write: Write, accountId?: string): Stripe.RequestOptions {
  if (!write.key) throw new Error('a write to Stripe without its stored key');
  return { idempotencyKey: write.key, ...(accountId ? { stripeAccount: accountId } : {}) };
}
