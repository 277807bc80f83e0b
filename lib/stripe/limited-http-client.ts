import type { CallKind } from './gate';
import type { Limiter } from './limiter';
import type { Answer, Client } from './recording-http-client';

/** Pauses of half a second, then one, two and four, each shortened by chance by up to a half. */
const mostRepeats = 4;
const firstPauseMs = 500;

/**
 * Wraps the SDK's HTTP client: every exchange, also one that the SDK repeats by itself, waits for its
 * turn at `limiter`, and what Stripe refuses as too much (429) is sent again after a growing pause,
 * as it was, with the same idempotency key. The SDK does not do this: "getting rate limited
 * shouldn't be solved by automatically retrying within the SDK"
 * (https://github.com/stripe/stripe-node/issues/1110), but Stripe asks callers to
 * (https://docs.stripe.com/rate-limits#handling-limiting-gracefully).
 *
 * @param beginBefore when the caller's patience ends, in Unix milliseconds; nothing begins later.
 */
export function limitedHttpClient(
  inner: Client,
  limiter: Pick<Limiter, 'run' | 'hold'>,
  beginBefore: () => number,
): Client {
  return {
    getClientName: () => inner.getClientName(),
    async makeRequest(host, port, path, method, headers, ...rest) {
      const kind: CallKind = method === 'GET' ? 'read' : 'write';
      const call = { kind, accountId: accountOf(headers), beginBefore: beginBefore() };
      for (let repeats = 0; ; repeats += 1) {
        const answer = await limiter.run(call, () =>
          inner.makeRequest(host, port, path, method, headers, ...rest),
        );
        if (answer.getStatusCode() !== 429) return answer;
        const { byUs, waitMs } = planOf(answer, repeats);
        if (Date.now() + waitMs >= call.beginBefore) return answer;
        if (byUs && limitReason(answer)) limiter.hold(kind, waitMs);
        if (!byUs) {
          if (waitMs > 0) await pause(waitMs);
          return answer;
        }
        answer.dispose?.();
        await pause(waitMs);
      }
    },
  };
}

/**
 * What to do about a 429. `Stripe-Should-Retry: true` (an object in use): the SDK repeats it, only
 * not before `Retry-After`. `false`: it would be the same again, unless the answer names a limit,
 * which is left to us as we know how long to wait. https://docs.stripe.com/error-low-level
 */
function planOf(answer: Answer, repeats: number): { byUs: boolean; waitMs: number } {
  const said = header(answer, 'stripe-should-retry');
  const askedMs = retryAfter(header(answer, 'retry-after'));
  const final = said === 'false' && !limitReason(answer);
  if (said === 'true' || final || repeats >= mostRepeats) {
    return { byUs: false, waitMs: said === 'true' ? askedMs : 0 };
  }
  const grown = firstPauseMs * 2 ** repeats;
  return { byUs: true, waitMs: Math.max(askedMs, grown * (1 - Math.random() / 2)) };
}

/** Which of Stripe's limiters it was; absent of an object that is in use. */
const limitReason = (answer: Answer) => header(answer, 'stripe-rate-limited-reason');

/** In milliseconds; seconds or a date. https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
function retryAfter(value: string | undefined): number {
  if (!value) return 0;
  const seconds = Number(value);
  const ms = Number.isNaN(seconds) ? Date.parse(value) - Date.now() : seconds * 1_000;
  return ms > 0 ? ms : 0;
}

function header(answer: Answer, name: string): string | undefined {
  const value: unknown = answer.getHeaders()[name];
  return typeof value === 'string' ? value : undefined;
}

function accountOf(headers: object): string | null {
  for (const [name, value] of Object.entries(headers)) {
    if (name.toLowerCase() === 'stripe-account' && typeof value === 'string') return value;
  }
  return null;
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
