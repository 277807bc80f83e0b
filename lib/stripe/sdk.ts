import { AsyncLocalStorage } from 'node:async_hooks';
import Stripe from 'stripe';
import { config } from '../config/config';
import { recordCall } from '../inspector/record';
import { recordingHttpClient } from './recording-http-client';
import type { Read, Subject, Write } from './subject';

// One client a process: Next loads this module once per bundle, and sockets must be shared.
const kept = globalThis as typeof globalThis & {
  soukStripe?: { readonly secretKey: string; readonly apiBase: string; readonly sdk: Stripe };
  soukSubject?: AsyncLocalStorage<Subject>;
};
const subjects = (kept.soukSubject ??= new AsyncLocalStorage<Subject>());

function sdk(): Stripe {
  const { secretKey, apiBase } = config().stripe;
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
    httpClient: recordingHttpClient(
      Stripe.createNodeHttpClient(),
      () => subjects.getStore() ?? {},
      recordCall,
    ),
  });
  kept.soukStripe = { secretKey, apiBase: apiBase.href, sdk: made };
  return made;
}

/** Runs one call of the SDK under the subject that the inspector shall file it under. */
export function call<Answer>(
  { subject }: Read,
  make: (sdk: Stripe) => Promise<Answer>,
): Promise<Answer> {
  return subjects.run(subject, () => make(sdk()));
}

/** Brands the id of an object with where it lives, which only the call that made it knows. */
export function owned<Owned extends { readonly id: string }>(
  object: Promise<Omit<Owned, 'id'> & { readonly id: string }>,
): Promise<Owned> {
  return object as Promise<unknown> as Promise<Owned>;
}

/** Request options of a write on the platform, or on an account. */
export function writing(write: Write, accountId?: string): Stripe.RequestOptions {
  return { idempotencyKey: write.key, ...(accountId ? { stripeAccount: accountId } : {}) };
}
