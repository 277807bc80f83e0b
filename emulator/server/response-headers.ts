/** Headers of every answer (docs.stripe.com/api; as recorded from Stripe). */
export const commonHeaders: Readonly<Record<string, string>> = {
  'access-control-allow-credentials': 'true',
  'access-control-allow-methods': 'GET, HEAD, PUT, PATCH, POST, DELETE',
  'access-control-allow-origin': '*',
  'access-control-expose-headers':
    'Request-Id, Stripe-Manage-Version, Stripe-Should-Retry, X-Stripe-External-Auth-Required, X-Stripe-Privileged-Session-Required',
  'access-control-max-age': '300',
  'cache-control': 'no-cache, no-store',
  'content-type': 'application/json',
  vary: 'Origin',
};

/** What one answer says about itself. */
export interface AnswerFacts {
  readonly request: string;
  readonly method: string;
  readonly version: string | undefined;
  /** The account acted on, when the call named one and may act on it. */
  readonly account: string | null;
  readonly idempotencyKey: string | null;
  /** The first request with this key, when this one was answered from the record. */
  readonly replayOf: string | null;
  /** `Stripe-Should-Retry`; null leaves it out. */
  readonly shouldRetry: boolean | null;
  /** Whether a limiter refused the call. */
  readonly rateLimited: boolean;
}

export function answerHeaders(facts: AnswerFacts): Record<string, string> {
  const headers: Record<string, string> = { ...commonHeaders, 'request-id': facts.request };
  if (facts.version) headers['stripe-version'] = facts.version;
  if (facts.account) headers['stripe-account'] = facts.account;
  // A GET has no key to echo, even if it sent one.
  if (facts.idempotencyKey && facts.method !== 'GET') {
    headers['idempotency-key'] = facts.idempotencyKey;
  }
  if (facts.method === 'POST') headers['original-request'] = facts.replayOf ?? facts.request;
  if (facts.replayOf) headers['idempotent-replayed'] = 'true';
  // Which of Stripe's limiters it was; that of an account's calls per second is the usual one.
  if (facts.rateLimited) headers['stripe-rate-limited-reason'] = 'global-rate';
  if (facts.shouldRetry !== null) headers['stripe-should-retry'] = String(facts.shouldRetry);
  return headers;
}
