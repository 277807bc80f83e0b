import { StripeError } from './contract';

/**
 * Counts a platform's calls by the second, reads and writes apart, as Stripe's limiter does
 * (docs.stripe.com/rate-limits). Real time, since it is about the network.
 */
export class RateLimiter {
  readonly #windows = new Map<string, { second: number; calls: number }>();
  readonly #now: () => number;

  /** @param now Unix milliseconds. */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Counts one call; throws Stripe's 429 when it is one too many within its second. */
  take(platform: string, method: string, perSecond: number | null): void {
    if (perSecond === null) return;
    const second = Math.floor(this.#now() / 1_000);
    const name = `${method === 'GET' ? 'read' : 'write'} ${platform}`;
    const window = this.#windows.get(name);
    if (window?.second !== second) {
      this.#windows.set(name, { second, calls: 1 });
      return;
    }
    window.calls += 1;
    if (window.calls > perSecond) throw rateLimited();
  }
}

function rateLimited(): StripeError {
  return new StripeError(429, {
    type: 'invalid_request_error',
    code: 'rate_limit',
    message:
      'Request rate limit exceeded. You can learn more about rate limits here https://stripe.com/docs/rate-limits.',
  });
}
