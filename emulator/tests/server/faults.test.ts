import { describe, expect, test } from 'vitest';
import type { LoggedRequest } from '../../server/request-log';
import { seedAccount, startEmulator, stripeFor } from '../support/emulator';
import { call, control } from '../support/raw-call';

describe('faults', () => {
  test('fail answers in the place of the call', async () => {
    const emulator = await startEmulator();
    await control(emulator, 'POST', '/faults', {
      action: 'fail',
      method: 'POST',
      path: '/v1/customers',
      status: 402,
      error: { message: 'No money today.' },
    });
    const stripe = stripeFor(emulator);
    await expect(stripe.customers.create({})).rejects.toMatchObject({
      type: 'StripeCardError',
      message: 'No money today.',
    });
    expect((await stripe.customers.list()).data).toEqual([]);
    await stripe.customers.create({});
  });

  test('nth and times choose the calls', async () => {
    const emulator = await startEmulator();
    await control(emulator, 'POST', '/faults', {
      action: 'fail',
      path: '/v1/cust*',
      nth: 2,
      times: 2,
    });
    const statuses: number[] = [];
    for (let n = 0; n < 4; n += 1) statuses.push((await call(emulator, '/v1/customers')).status);
    expect(statuses).toEqual([200, 500, 500, 200]);
    const { data } = await control<{ data: object[] }>(emulator, 'GET', '/faults');
    expect(data).toMatchObject([{ matched: 4, hits: 2 }]);
  });

  test('an account chooses too, and clearing ends it', async () => {
    const emulator = await startEmulator();
    const account = await seedAccount(emulator);
    const { id } = await control<{ id: string }>(emulator, 'POST', '/faults', {
      action: 'fail',
      account,
      times: 0,
    });
    const there = { headers: { 'stripe-account': account } };
    expect((await call(emulator, '/v1/customers')).status).toBe(200);
    expect((await call(emulator, '/v1/customers', there)).status).toBe(500);
    expect((await call(emulator, '/v1/customers', there)).status).toBe(500);
    await control(emulator, 'DELETE', `/faults/${id}`);
    expect((await call(emulator, '/v1/customers', there)).status).toBe(200);
  });

  test('drop does the work and cuts the line; the same key then gets the answer', async () => {
    const emulator = await startEmulator();
    await control(emulator, 'POST', '/faults', { action: 'drop', path: '/v1/customers' });
    const made = await stripeFor(emulator, { retries: 1 }).customers.create({ name: 'Jenny' });
    expect(made.lastResponse.headers['idempotent-replayed']).toBe('true');
    const { data } = await stripeFor(emulator).customers.list();
    expect(data.map(({ id }) => id)).toEqual([made.id]);
    const log = await control<{ data: LoggedRequest[] }>(emulator, 'GET', '/requests?method=POST');
    expect(log.data.map(({ replayed, fault }) => [replayed, fault !== null])).toEqual([
      [false, true],
      [true, false],
    ]);
  });

  test('a limit of requests is told to the SDK as one', async () => {
    const emulator = await startEmulator();
    await control(emulator, 'POST', '/faults', { action: 'fail', status: 429 });
    await expect(stripeFor(emulator).customers.list()).rejects.toMatchObject({
      type: 'StripeRateLimitError',
      code: 'rate_limit',
    });
  });

  test.each([
    [{ action: 'explode' }, 'must be one of fail, delay, or drop'],
    [{ action: 'delay' }, 'needs delay_ms'],
    [{ action: 'fail', when: 'now' }, 'Unknown property of a fault: when'],
    [{ action: 'fail', nth: '2' }, 'Invalid nth: must be a number'],
    [{ action: 'fail', status: 200 }, 'between 400 and 599'],
  ])('%j is refused', async (plan, message) => {
    const emulator = await startEmulator();
    await expect(control(emulator, 'POST', '/faults', plan)).rejects.toThrow(message);
  });
});
