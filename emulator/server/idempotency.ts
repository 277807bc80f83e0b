import { createHash } from 'node:crypto';
import type { IdempotentAnswer } from '../store/system-kinds';
import { invalidRequest, StripeError } from './contract';
import { IDEMPOTENCY_SECONDS } from './expiry';
import type { Form, FormValue } from './form';

/** What identifies a request under its key. */
export interface KeyedRequest {
  readonly key: string;
  readonly method: string;
  readonly path: string;
  readonly fingerprint: string;
}

const MAX_KEY = 255;

/** Checks the header; an empty one is none. */
export function checkKey(key: string | undefined): string | null {
  if (!key) return null;
  if (key.length > MAX_KEY) {
    // Limit documented (docs.stripe.com/api/idempotent_requests), text unconfirmed.
    throw invalidRequest(
      `Idempotency keys can be up to ${MAX_KEY} characters long; this one has ${key.length}.`,
    );
  }
  return key;
}

/**
 * The same for the same parameters, in whatever order they were sent. It is stored, and a hash of a
 * card could be guessed: of cards and bank accounts only the last four digits count, and neither
 * security codes nor the numbers that prove an identity.
 */
export function fingerprint(form: Form): string {
  return createHash('sha256').update(canonical('', form)).digest('hex');
}

/** What is so short that a hash of it could be guessed back. */
const NOT_KEPT: ReadonlySet<string> = new Set([
  'cvc',
  'id_number',
  'id_number_secondary',
  'ssn_last_4',
  'tax_id',
  'vat_id',
]);

function canonical(parent: string, value: FormValue): string {
  if (typeof value === 'string') return JSON.stringify(value);
  let text = '{';
  for (const name of Object.keys(value).sort()) {
    if (NOT_KEPT.has(name)) continue;
    const item = (value as Form)[name] ?? '';
    const isCard = parent === 'card' || parent === 'external_account';
    const number = name === 'account_number' || (isCard && name === 'number');
    const kept = number ? JSON.stringify(item).replace(/\D/g, '').slice(-4) : item;
    text += `${JSON.stringify(name)}:${canonical(name, kept)},`;
  }
  return `${text}}`;
}

/** Whether an answer is still to be replayed at `now` (Unix seconds). */
export function isFresh(answer: IdempotentAnswer, now: number): boolean {
  return now - answer.created <= IDEMPOTENCY_SECONDS;
}

/** Throws Stripe's 400 when a key comes back with another endpoint or other parameters. */
export function checkSame(first: IdempotentAnswer, request: KeyedRequest): void {
  const advice = `Try using a key other than '${request.key}' if you meant to execute a different request.`;
  if (first.path !== request.path || first.method !== request.method) {
    throw idempotencyError(
      `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${first.path}' vs '${request.path}'). ${advice}`,
    );
  }
  if (first.fingerprint !== request.fingerprint) {
    throw idempotencyError(
      `Keys for idempotent requests can only be used with the same parameters they were first used with. ${advice}`,
    );
  }
}

function idempotencyError(message: string): StripeError {
  return new StripeError(400, { type: 'idempotency_error', message });
}

/** Keys of requests that are being executed now, by account. */
export class KeysInUse {
  readonly #keys = new Set<string>();

  /** Takes a key, or throws Stripe's 409. Call the result when the request is over. */
  take(account: string, key: string): () => void {
    const name = `${account} ${key}`;
    if (this.#keys.has(name)) {
      throw new StripeError(409, {
        type: 'invalid_request_error',
        code: 'idempotency_key_in_use',
        message: `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`,
      });
    }
    this.#keys.add(name);
    return () => this.#keys.delete(name);
  }
}
