import { describe, expect, test } from 'vitest';
import { RateLimiter } from '../../server/rate-limit';
import { startEmulator, stripeFor } from '../support/emulator';
import { call, control } from '../support/raw-call';

describe('the rate limit', () => {
  test('is off unless asked for, and answers as Stripe does', async () => {
    const emulator = await startEmulator();
    await control(emulator, 'POST', '/settings', { rateLimit: { per_second: 1 } });
    // Two in one second, however slow the machine: of three in a row two are.
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => call(emulator, '/v1/customers')),
    );
    const limited = answers.find(({ status }) => status === 429);
    expect(limited?.json.error).toMatchObject({
      type: 'invalid_request_error',
      code: 'rate_limit',
      message: expect.stringContaining('Request rate limit exceeded.'),
    });
    expect(limited?.headers.get('stripe-rate-limited-reason')).toBe('global-rate');
    expect(limited?.headers.get('stripe-should-retry')).toBe('false');
    await control(emulator, 'POST', '/settings', { rateLimit: null });
    const free = await Promise.all(
      Array.from({ length: 20 }, () => call(emulator, '/v1/customers')),
    );
    expect(new Set(free.map(({ status }) => status))).toEqual(new Set([200]));
  });

  test('a limited call is not kept under its idempotency key', async () => {
    const emulator = await startEmulator({ settings: { rateLimit: { per_second: 1 } } });
    const stripe = stripeFor(emulator);
    const create = (key: string) =>
      stripe.customers
        .create({ name: key }, { idempotencyKey: key })
        .catch((error: unknown) => error);
    const keys = Array.from({ length: 20 }, (_, index) => `k${index}`);
    const results = await Promise.all(keys.map(create));
    const refused = keys.filter((_, index) => results[index] instanceof Error);
    expect(refused.length).toBeGreaterThan(0);
    await control(emulator, 'POST', '/settings', { rateLimit: null });
    for (const key of refused) expect(await create(key)).toMatchObject({ name: key });
  });

  test('counts reads and writes apart, and platforms, by the second', () => {
    let now = 1_000;
    const limiter = new RateLimiter(() => now);
    const take = (platform: string, method: string) => limiter.take(platform, method, 2);
    take('a', 'GET');
    take('a', 'GET');
    take('a', 'POST');
    take('a', 'DELETE');
    take('b', 'GET');
    expect(() => take('a', 'GET')).toThrow('rate limit');
    expect(() => take('a', 'POST')).toThrow('rate limit');
    now += 1_000;
    expect(() => take('a', 'GET')).not.toThrow();
  });

  test.each([{ per_second: 0 }, { per_second: 1.5 }, 5, {}, { per_second: 1, other: 2 }])(
    'refuses %j as a setting',
    async (rateLimit) => {
      const emulator = await startEmulator();
      await expect(control(emulator, 'POST', '/settings', { rateLimit })).rejects.toThrow(
        /^400 .*rateLimit/,
      );
    },
  );
});
