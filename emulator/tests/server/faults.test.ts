import { describe, expect, test } from 'vitest';
import type { Emulator } from '../../server/emulator';
import { seedAccount, startEmulator, stripeFor } from '../support/emulator';
import { listFaults, setFault } from '../support/faults';
import { call, control } from '../support/raw-call';

/** Statuses of `count` calls, one after another. */
async function statuses(emulator: Emulator, count: number, key?: string): Promise<number[]> {
  const seen: number[] = [];
  for (let n = 0; n < count; n += 1) {
    seen.push((await call(emulator, '/v1/customers', key ? { key } : {})).status);
  }
  return seen;
}

describe('which calls are hit', () => {
  test('method and path choose, and the error is the one that was given', async () => {
    const emulator = await startEmulator();
    await setFault(emulator, {
      action: 'fail',
      method: 'post',
      path: '/v1/customers',
      status: 402,
      error: { message: 'No money today.' },
    });
    const stripe = stripeFor(emulator);
    expect((await stripe.customers.list()).data).toEqual([]);
    await expect(stripe.customers.create({})).rejects.toMatchObject({
      type: 'StripeCardError',
      message: 'No money today.',
    });
    expect((await stripe.customers.list()).data).toEqual([]);
    await stripe.customers.create({});
  });

  test('nth and times choose the calls, and matches and hits are counted', async () => {
    const emulator = await startEmulator();
    await setFault(emulator, { action: 'fail', path: '/v1/cust*', nth: 2, times: 2 });
    expect(await statuses(emulator, 4)).toEqual([200, 500, 500, 200]);
    expect(await listFaults(emulator)).toMatchObject([{ matched: 4, hits: 2 }]);
  });

  test('an account chooses too, and clearing ends it', async () => {
    const emulator = await startEmulator();
    const account = await seedAccount(emulator);
    const { id } = await setFault(emulator, { action: 'fail', account, times: 0 });
    const there = { headers: { 'stripe-account': account } };
    expect((await call(emulator, '/v1/customers')).status).toBe(200);
    expect((await call(emulator, '/v1/customers', there)).status).toBe(500);
    expect((await call(emulator, '/v1/customers', there)).status).toBe(500);
    await control(emulator, 'DELETE', `/faults/${id}`);
    expect((await call(emulator, '/v1/customers', there)).status).toBe(200);
    await expect(control(emulator, 'DELETE', `/faults/${id}`)).rejects.toThrow('404');
  });

  test('all are cleared at once', async () => {
    const emulator = await startEmulator();
    await setFault(emulator, { action: 'fail', times: 0 });
    await setFault(emulator, { action: 'delay_event', delay_ms: 1, times: 0 });
    expect((await listFaults(emulator)).map(({ action }) => action)).toEqual([
      'fail',
      'delay_event',
    ]);
    await control(emulator, 'DELETE', '/faults');
    expect(await listFaults(emulator)).toEqual([]);
    expect(await statuses(emulator, 1)).toEqual([200]);
  });

  test('a namespace keeps a fault to one platform, whose reset clears it', async () => {
    const emulator = await startEmulator();
    await setFault(emulator, { action: 'fail', namespace: 'w1', times: 0 });
    const kept = await setFault(emulator, { action: 'fail', namespace: 'default', nth: 9 });
    expect(await statuses(emulator, 1)).toEqual([200]);
    expect(await statuses(emulator, 1, 'sk_test_ns_w1')).toEqual([500]);
    expect(await statuses(emulator, 1, 'sk_test_ns_w2')).toEqual([200]);
    await control(emulator, 'POST', '/reset', { namespace: 'w1' });
    expect((await listFaults(emulator)).map(({ id }) => id)).toEqual([kept.id]);
    expect(await statuses(emulator, 1, 'sk_test_ns_w1')).toEqual([200]);
  });

  test('of two that fit, the first set hits, and the other has its turn later', async () => {
    const emulator = await startEmulator();
    await setFault(emulator, { action: 'fail', status: 400 });
    await setFault(emulator, { action: 'fail', status: 409 });
    expect(await statuses(emulator, 3)).toEqual([400, 409, 200]);
  });

  test('probability throws the same dice for the same seed, also after a reset', async () => {
    const emulator = await startEmulator();
    const thrown = async (seed: number) => {
      await setFault(emulator, { action: 'rate_limit', probability: 0.4, seed });
      const seen = await statuses(emulator, 30);
      await control(emulator, 'POST', '/reset');
      return seen;
    };
    const first = await thrown(7);
    expect(await thrown(7)).toEqual(first);
    expect(await thrown(8)).not.toEqual(first);
    const hit = first.filter((status) => status === 429).length;
    expect(hit).toBeGreaterThan(3);
    expect(hit).toBeLessThan(27);
  });

  test('probability 0 hits nothing, 1 everything, and times ends it', async () => {
    const emulator = await startEmulator();
    await setFault(emulator, { action: 'fail', status: 400, probability: 0 });
    await setFault(emulator, { action: 'fail', status: 409, probability: 1, times: 2 });
    expect(await statuses(emulator, 3)).toEqual([409, 409, 200]);
  });
});

describe('what is refused', () => {
  test.each<[unknown, { code?: string; param?: string; message: string }]>([
    [
      {},
      { code: 'parameter_missing', param: 'action', message: 'Missing required param: action.' },
    ],
    [{ action: 'explode' }, { param: 'action', message: 'must be one of fail, rate_limit' }],
    [{ action: 'delay' }, { code: 'parameter_missing', param: 'delay_ms', message: 'delay_ms' }],
    [
      { action: 'fail', when: 'now' },
      { code: 'parameter_unknown', param: 'when', message: 'Received unknown parameter: when' },
    ],
    [
      { action: 'fail', nth: '2' },
      { param: 'nth', message: 'Invalid nth: must be an integer' },
    ],
    [
      { action: 'fail', nth: 0 },
      { param: 'nth', message: 'Invalid nth' },
    ],
    [
      { action: 'fail', times: 1.5 },
      { param: 'times', message: 'Invalid times' },
    ],
    [
      { action: 'fail', status: 200 },
      { param: 'status', message: 'between 400 and 599' },
    ],
    [
      { action: 'fail', error: [] },
      { param: 'error', message: 'must be an object' },
    ],
    [
      { action: 'fail', method: 'PUT' },
      { param: 'method', message: 'GET, POST, or DELETE' },
    ],
    [
      { action: 'fail', probability: 1.1 },
      { param: 'probability', message: 'between 0 and 1' },
    ],
    [
      { action: 'fail', seed: -1 },
      { param: 'seed', message: 'Invalid seed' },
    ],
    [
      { action: 'fail', namespace: 'a b' },
      { param: 'namespace', message: 'letters' },
    ],
    [
      { action: 'drop', status: 500 },
      { param: 'status', message: 'drop does not take status' },
    ],
    [
      { action: 'fail', event: 'charge.*' },
      { param: 'event', message: 'does not take event' },
    ],
    [
      { action: 'duplicate_event', path: '/' },
      { param: 'path', message: 'does not take path' },
    ],
    [
      { action: 'duplicate_event', copies: 1 },
      { param: 'copies', message: 'Invalid copies' },
    ],
    [
      { action: 'rate_limit', reason: 'mood' },
      { param: 'reason', message: 'one of global-rate' },
    ],
    [[], { message: 'must be a JSON object' }],
  ])('%j', async (plan, { message, ...error }) => {
    const emulator = await startEmulator();
    const answer = await call(emulator, '/_emulator/faults', {
      key: null,
      body: JSON.stringify(plan),
    });
    expect(answer.status).toBe(400);
    expect(answer.json.error).toMatchObject({ type: 'invalid_request_error', ...error });
    expect(answer.json.error?.message).toContain(message);
    expect(await listFaults(emulator)).toEqual([]);
  });
});
