import { describe, expect, test } from 'vitest';
import { temporaryDirectory } from '../support/data-directory';
import { seedAccount, startEmulator, stripeFor } from '../support/emulator';
import { call, control } from '../support/raw-call';

interface Told {
  now: number;
  now_ms: number;
  offset_ms: number;
}

const DAY = 24 * 60 * 60;
/** A clock that stands, so that seconds can be compared. */
const standing = { clock: () => 1_790_000_000_000 };

describe('the clock', () => {
  test('is put forward by seconds or to a moment, and stamps what is made', async () => {
    const emulator = await startEmulator(standing);
    const stripe = stripeFor(emulator);
    expect((await control<Told>(emulator, 'GET', '/clock')).offset_ms).toBe(0);
    const told = await control<Told>(emulator, 'POST', '/clock', { advance_seconds: 40 * DAY });
    expect(told).toEqual({
      now: 1_790_000_000 + 40 * DAY,
      now_ms: (1_790_000_000 + 40 * DAY) * 1_000,
      offset_ms: 40 * DAY * 1_000,
    });
    const customer = await stripe.customers.create({});
    expect(customer.created).toBe(told.now);
    const [event] = (await stripe.events.list()).data;
    expect(event?.created).toBe(told.now);
    await control(emulator, 'POST', '/clock', { now: told.now + 60 });
    expect((await stripe.customers.create({})).created).toBe(told.now + 60);
  });

  test.each([
    [{}],
    [{ advance_seconds: -1 }],
    [{ advance_seconds: 'x' }],
    [{ advance_seconds: 1e12 }],
    [{ now: 1_700_000_000 }],
    [{ now: null }],
    [{ advance_seconds: 1, now: 1_900_000_000 }],
    [{ toString: 1 }],
  ])('refuses %j', async (body) => {
    const emulator = await startEmulator(standing);
    await expect(control(emulator, 'POST', '/clock', body)).rejects.toThrow(/^400 /);
    expect((await control<Told>(emulator, 'GET', '/clock')).offset_ms).toBe(0);
  });

  test('lets what is planned happen at its own moment while it passes', async () => {
    const hour = 3_600;
    const emulator = await startEmulator({
      ...standing,
      settings: { settleDelayMs: hour * 1_000 },
    });
    const account = await seedAccount(emulator);
    const stripe = stripeFor(emulator, { account });
    const intent = await stripe.paymentIntents.create({
      amount: 2_500,
      currency: 'usd',
      payment_method: 'pm_card_visa',
      confirm: true,
      off_session: true,
      expand: ['latest_charge'],
    });
    expect(intent.latest_charge).toMatchObject({ balance_transaction: null });
    await control(emulator, 'POST', '/clock', { advance_seconds: hour - 1 });
    const charge = async () =>
      stripe.charges.retrieve((intent.latest_charge as { id: string }).id, {
        expand: ['balance_transaction'],
      });
    expect((await charge()).balance_transaction).toBeNull();
    await control(emulator, 'POST', '/clock', { advance_seconds: 10 * DAY });
    expect((await charge()).balance_transaction).toMatchObject({ created: 1_790_000_000 + hour });
  });

  test('ends the life of an idempotency key', async () => {
    const emulator = await startEmulator(standing);
    const headers = { 'idempotency-key': 'k1' };
    const made = async () =>
      (await call(emulator, '/v1/customers', { body: 'name=J', headers })).json.id;
    const first = await made();
    await control(emulator, 'POST', '/clock', { advance_seconds: DAY });
    expect(await made()).toBe(first);
    await control(emulator, 'POST', '/clock', { advance_seconds: 1 });
    expect(await made()).not.toBe(first);
  });

  test('outlives a restart, and what was planned with it; a reset ends it', async () => {
    const dataDir = await temporaryDirectory();
    const settings = { settleDelayMs: DAY * 1_000 };
    const before = await startEmulator({ ...standing, dataDir, settings });
    await control(before, 'POST', '/clock', { advance_seconds: 5 * DAY });
    const charge = await stripeFor(before).paymentIntents.create({
      amount: 500,
      currency: 'usd',
      payment_method: 'pm_card_visa',
      confirm: true,
      off_session: true,
    });
    await before.close();

    const after = await startEmulator({ ...standing, dataDir, settings });
    expect((await control<Told>(after, 'GET', '/clock')).offset_ms).toBe(5 * DAY * 1_000);
    await control(after, 'POST', '/clock', { advance_seconds: DAY });
    const settled = await stripeFor(after).charges.retrieve(String(charge.latest_charge), {
      expand: ['balance_transaction'],
    });
    expect(settled.balance_transaction).toMatchObject({ created: 1_790_000_000 + 6 * DAY });
    await control(after, 'POST', '/reset');
    await after.close();

    const again = await startEmulator({ ...standing, dataDir });
    expect((await control<Told>(again, 'GET', '/clock')).offset_ms).toBe(0);
  });
});
