import Stripe from 'stripe';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { stripeLimits } from '../config/stripe-limits';
import { limitedHttpClient } from './limited-http-client';
import { Limiter } from './limiter';

type Client = ReturnType<typeof Stripe.createNodeHttpClient>;
type Answer = Awaited<ReturnType<Client['makeRequest']>>;

interface Said {
  readonly status: number;
  readonly headers?: Record<string, string>;
}

const limited: Said = {
  status: 429,
  headers: { 'stripe-should-retry': 'false', 'stripe-rate-limited-reason': 'global-rate' },
};
const fine: Said = { status: 200 };

/** The SDK over a line that answers with these, the last one over and over. */
function sdkOver(said: readonly Said[]) {
  const sent: { at: number; key: string }[] = [];
  const dispose = vi.fn();
  const began = Date.now();
  const inner: Client = {
    getClientName: () => 'line',
    makeRequest: (_host, _port, _path, _method, headers) => {
      const { status, headers: extra } = said[Math.min(sent.length, said.length - 1)] ?? fine;
      const key = (headers as Record<string, string>)['Idempotency-Key'] ?? '';
      sent.push({ at: Date.now() - began, key });
      const error = { type: 'invalid_request_error', code: 'rate_limit', message: 'Too many.' };
      return Promise.resolve({
        getStatusCode: () => status,
        getHeaders: () => ({ 'request-id': 'req_1', ...extra }),
        getRawResponse: () => ({}),
        toStream: () => null,
        toJSON: () => Promise.resolve(status === 200 ? { id: 'cus_1' } : { error }),
        dispose,
      } as unknown as Answer);
    },
  };
  const sdk = new Stripe('sk_test_souk', {
    maxNetworkRetries: 2,
    telemetry: false,
    httpClient: limitedHttpClient(inner, new Limiter(stripeLimits('test')), () => began + 65_000),
  });
  const create = () =>
    sdk.customers.create({ name: 'Jenny' }, { idempotencyKey: 'customer:1' }).then(
      ({ id }) => id,
      (error: Error) => error.constructor.name,
    );
  return {
    create,
    sent,
    dispose,
    pauses: () => sent.slice(1).map(({ at }, i) => at - (sent[i]?.at ?? 0)),
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('an answer of 429', () => {
  it('is asked for again after growing pauses, with the same key', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
    const { create, sent, dispose, pauses } = sdkOver([limited, limited, limited, limited, fine]);
    const answer = create();
    await vi.runAllTimersAsync();
    expect(await answer).toBe('cus_1');
    expect(pauses()).toEqual([500, 1_000, 2_000, 4_000]);
    expect(new Set(sent.map(({ key }) => key))).toEqual(new Set(['customer:1']));
    // What is thrown away unread would else keep its connection.
    expect(dispose).toHaveBeenCalledTimes(4);
  });

  it('is asked for again at moments that chance spreads', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    const { create, pauses } = sdkOver([limited, limited, fine]);
    const answer = create();
    await vi.runAllTimersAsync();
    expect(await answer).toBe('cus_1');
    expect(pauses()).toEqual([375, 750]);
  });

  it('is told to the caller after four repeats', async () => {
    const { create, sent } = sdkOver([limited]);
    const answer = create();
    await vi.runAllTimersAsync();
    expect(await answer).toBe('StripeRateLimitError');
    expect(sent).toHaveLength(5);
  });

  it('is told at once when Stripe says it would be the same again', async () => {
    const { create, sent } = sdkOver([
      { status: 429, headers: { 'stripe-should-retry': 'false' } },
    ]);
    const answer = create();
    await vi.runAllTimersAsync();
    expect(await answer).toBe('StripeRateLimitError');
    expect(sent).toHaveLength(1);
  });

  it('without a word of what to do is asked for again', async () => {
    const { create, sent } = sdkOver([{ status: 429 }, fine]);
    const answer = create();
    await vi.runAllTimersAsync();
    expect(await answer).toBe('cus_1');
    expect(sent).toHaveLength(2);
  });

  it('of an object in use is left to the SDK, which repeats it twice', async () => {
    const { create, sent } = sdkOver([{ status: 429, headers: { 'stripe-should-retry': 'true' } }]);
    const answer = create();
    await vi.runAllTimersAsync();
    expect(await answer).toBe('StripeRateLimitError');
    expect(sent).toHaveLength(3);
  });

  it.each([
    ['by us, in seconds', { ...limited.headers, 'retry-after': '7' }],
    ['by us, as a date', { ...limited.headers, 'retry-after': new Date(7_000).toUTCString() }],
    ['by the SDK', { 'stripe-should-retry': 'true', 'retry-after': '7' }],
  ])('is not asked for again before Retry-After, %s', async (_who, headers) => {
    vi.setSystemTime(0);
    const { create, pauses } = sdkOver([{ status: 429, headers }, fine]);
    const answer = create();
    await vi.runAllTimersAsync();
    expect(await answer).toBe('cus_1');
    expect(pauses()[0]).toBeGreaterThanOrEqual(7_000);
    expect(pauses()[0]).toBeLessThan(9_000);
  });

  it('is told at once when it is to be asked for after the caller has gone', async () => {
    const headers = { ...limited.headers, 'retry-after': '66' };
    const { create, sent } = sdkOver([{ status: 429, headers }, fine]);
    const answer = create();
    await vi.runAllTimersAsync();
    expect(await answer).toBe('StripeRateLimitError');
    expect(sent).toEqual([{ at: 0, key: 'customer:1' }]);
  });

  it('about a limit holds the other calls back, too', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
    const { create, sent } = sdkOver([limited, fine]);
    const first = create();
    await vi.advanceTimersByTimeAsync(100);
    const second = create();
    await vi.runAllTimersAsync();
    expect(await Promise.all([first, second])).toEqual(['cus_1', 'cus_1']);
    expect(sent.map(({ at }) => at)).toEqual([0, 500, 500]);
  });
});
