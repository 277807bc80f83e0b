import { describe, expect, test } from 'vitest';
import { fingerprint } from '../../server/idempotency';
import { seedAccount, startEmulator, stripeFor } from '../support/emulator';
import { call, control } from '../support/raw-call';

const keyed = (key: string, account?: string) => ({
  headers: { 'idempotency-key': key, ...(account ? { 'stripe-account': account } : {}) },
});

test('a repeated request is answered with the first answer and does nothing', async () => {
  const emulator = await startEmulator();
  const first = await call(emulator, '/v1/customers', { body: 'name=Jenny', ...keyed('k1') });
  const again = await call(emulator, '/v1/customers', { body: 'name=Jenny', ...keyed('k1') });
  expect(again.status).toBe(200);
  expect(again.text).toBe(first.text);
  expect(again.headers.get('idempotent-replayed')).toBe('true');
  expect(first.headers.get('idempotent-replayed')).toBeNull();
  expect(again.headers.get('original-request')).toBe(first.headers.get('request-id'));
  expect(again.headers.get('request-id')).not.toBe(first.headers.get('request-id'));
  const { data } = await stripeFor(emulator).customers.list();
  expect(data).toHaveLength(1);
  expect((await stripeFor(emulator).events.list({ type: 'customer.created' })).data).toHaveLength(
    1,
  );
});

test('the order of parameters does not matter', async () => {
  const emulator = await startEmulator();
  const options = keyed('k1');
  const first = await call(emulator, '/v1/customers', { body: 'name=J&email=a@b.co', ...options });
  const again = await call(emulator, '/v1/customers', { body: 'email=a@b.co&name=J', ...options });
  expect(again.json.id).toBe(first.json.id);
});

test('the same key with other parameters or on another path is refused', async () => {
  const emulator = await startEmulator();
  await call(emulator, '/v1/customers', { body: 'name=Jenny', ...keyed('k1') });
  const other = await call(emulator, '/v1/customers', { body: 'name=Rosen', ...keyed('k1') });
  expect(other.status).toBe(400);
  expect(other.json.error).toMatchObject({
    type: 'idempotency_error',
    message:
      "Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than 'k1' if you meant to execute a different request.",
  });
  const path = await call(emulator, '/v1/setup_intents', { body: 'name=Jenny', ...keyed('k1') });
  expect(path.status).toBe(400);
  expect(path.json.error?.type).toBe('idempotency_error');
  expect(path.json.error?.message).toContain("('/v1/customers' vs '/v1/setup_intents')");
  await expect(
    stripeFor(emulator).customers.create({ name: 'X' }, { idempotencyKey: 'k1' }),
  ).rejects.toMatchObject({ type: 'StripeIdempotencyError' });
});

test('keys belong to an account', async () => {
  const emulator = await startEmulator();
  const account = await seedAccount(emulator);
  const first = await call(emulator, '/v1/customers', { body: 'name=J', ...keyed('k1') });
  const there = await call(emulator, '/v1/customers', { body: 'name=K', ...keyed('k1', account) });
  expect(there.status).toBe(200);
  expect(there.json.id).not.toBe(first.json.id);
});

test('while the first request runs, a second one with its key is a conflict', async () => {
  const emulator = await startEmulator();
  await control(emulator, 'POST', '/faults', {
    action: 'delay',
    delay_ms: 3_000,
    path: '/v1/customers',
  });
  const first = call(emulator, '/v1/customers', { body: 'name=J', ...keyed('k1') });
  // The first has arrived once its fault has been hit.
  await expect
    .poll(
      async () => (await control<{ data: { hits: number }[] }>(emulator, 'GET', '/faults')).data,
    )
    .toMatchObject([{ hits: 1 }]);
  const second = await call(emulator, '/v1/customers', { body: 'name=J', ...keyed('k1') });
  expect(second.status).toBe(409);
  expect(second.json.error).toMatchObject({
    type: 'invalid_request_error',
    code: 'idempotency_key_in_use',
  });
  expect(second.headers.get('stripe-should-retry')).toBe('true');
  const done = await first;
  expect(done.status).toBe(200);
  // The conflict was not kept: the key now gives the first answer.
  const third = await call(emulator, '/v1/customers', { body: 'name=J', ...keyed('k1') });
  expect(third.json.id).toBe(done.json.id);
});

describe('what is kept', () => {
  test('a failure of the execution is replayed', async () => {
    const emulator = await startEmulator();
    const first = await call(emulator, '/v1/customers/cus_x', { body: 'name=J', ...keyed('k1') });
    const again = await call(emulator, '/v1/customers/cus_x', { body: 'name=J', ...keyed('k1') });
    expect(first.status).toBe(404);
    expect(again.text).toBe(first.text);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
  });

  test('a decline is replayed with what it left behind', async () => {
    const emulator = await startEmulator();
    const body =
      'amount=500&currency=usd&confirm=true&payment_method=pm_card_chargeDeclined&return_url=http://localhost/x';
    const first = await call(emulator, '/v1/payment_intents', { body, ...keyed('k1') });
    const again = await call(emulator, '/v1/payment_intents', { body, ...keyed('k1') });
    expect(first.status).toBe(402);
    expect(again.status).toBe(402);
    expect(again.text).toBe(first.text);
    const { data } = await stripeFor(emulator).paymentIntents.list();
    expect(data.map(({ status }) => status)).toEqual(['requires_payment_method']);
  });

  test('a refusal of the parameters is not', async () => {
    const emulator = await startEmulator();
    const wrong = await call(emulator, '/v1/customers', { body: 'wat=1', ...keyed('k1') });
    const right = await call(emulator, '/v1/customers', { body: 'name=J', ...keyed('k1') });
    expect(wrong.status).toBe(400);
    expect(right.status).toBe(200);
  });

  test.each([
    ['an amount that is too small', '/v1/payment_intents', 'amount=10&currency=usd'],
    [
      'two parameters of which one may be given',
      '/v1/setup_intents',
      'customer=cus_x&customer_account=acct_x',
    ],
    ['a property that cannot be expanded', '/v1/customers', 'expand[]=name'],
  ])('%s is not, though the handler finds it', async (_, path, body) => {
    const emulator = await startEmulator();
    const wrong = await call(emulator, path, { body, ...keyed('k1') });
    expect(wrong.status).toBe(400);
    const again = await call(emulator, path, { body, ...keyed('k1') });
    expect(again.headers.get('idempotent-replayed')).toBeNull();
    const right = await call(emulator, '/v1/customers', { body: 'name=J', ...keyed('k1') });
    expect(right.status).toBe(200);
  });

  test('an injected failure is not, since nothing was executed', async () => {
    const emulator = await startEmulator();
    await control(emulator, 'POST', '/faults', { action: 'fail', status: 429 });
    const limited = await call(emulator, '/v1/customers', { body: 'name=J', ...keyed('k1') });
    const served = await call(emulator, '/v1/customers', { body: 'name=J', ...keyed('k1') });
    expect([limited.status, served.status]).toEqual([429, 200]);
    expect(served.headers.get('idempotent-replayed')).toBeNull();
  });
});

test('after a day the key acts as new', async () => {
  let now = Date.now();
  const emulator = await startEmulator({ clock: () => now });
  const first = await call(emulator, '/v1/customers', { body: 'name=J', ...keyed('k1') });
  now += 23 * 3_600_000;
  const sameDay = await call(emulator, '/v1/customers', { body: 'name=J', ...keyed('k1') });
  now += 2 * 3_600_000;
  const nextDay = await call(emulator, '/v1/customers', { body: 'name=J', ...keyed('k1') });
  expect(sameDay.json.id).toBe(first.json.id);
  expect(nextDay.json.id).not.toBe(first.json.id);
});

test('a key beyond 255 characters is refused; reading ignores keys', async () => {
  const emulator = await startEmulator();
  const long = await call(emulator, '/v1/customers', { body: 'name=J', ...keyed('k'.repeat(256)) });
  expect(long.status).toBe(400);
  const made = await call(emulator, '/v1/customers', { body: 'name=J', ...keyed('k1') });
  const read = await call(emulator, `/v1/customers/${made.json.id}`, keyed('k1'));
  expect(read.status).toBe(200);
  expect(read.headers.get('idempotent-replayed')).toBeNull();
});

test('the stored fingerprint knows of a card no more than its last four digits', () => {
  const of = (number: string, cvc: string) => fingerprint({ type: 'card', card: { number, cvc } });
  expect(of('4242424242424242', '123')).toBe(of('5555555555554242', '987'));
  expect(of('4242424242424242', '123')).not.toBe(of('4000000000000002', '123'));
  const outside = (number: string) => fingerprint({ external_account: { object: 'card', number } });
  expect(outside('4242424242424242')).toBe(outside('5555555555554242'));
});
