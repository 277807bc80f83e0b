import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startEmulator, type Emulator } from '../lib/payments/testing/emulator';
import { migrateCards } from './migrate-cards.mjs';

let emulator: Emulator;
let folder: string;
let progress: string;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.stop());
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'souk-migrate-'));
  progress = path.join(folder, 'progress.jsonl');
  return () => rmSync(folder, { recursive: true });
});

const old = async (source: string) => (await emulator.stripe.customers.create({ source })).id;
const run = (customers: readonly string[], dryRun = false) =>
  migrateCards({ stripe: emulator.stripe, customers, progress, dryRun });

it('sets cards of the old kind up, and what comes of it is cloned and charged', async () => {
  const { stripe } = emulator;
  const card = await old('tok_visa');
  const source = await stripe.sources.create({ type: 'card', token: 'tok_mastercard' });
  const withSource = await old(source.id);
  const results = await run([card, withSource]);
  expect(results.map(({ outcome }) => outcome)).toEqual(['set_up', 'set_up']);
  const [first] = results;
  const { invoice_settings: settings } = (await stripe.customers.retrieve(card)) as unknown as {
    invoice_settings: { default_payment_method: string };
  };
  expect(settings.default_payment_method).toBe(first?.method);

  const account = await stripe.accounts.create({
    type: 'custom',
    country: 'US',
    capabilities: { card_payments: { requested: true }, transfers: { requested: true } },
  });
  const there = { stripeAccount: account.id };
  const clone = await stripe.paymentMethods.create(
    { customer: card, payment_method: String(first?.method) },
    there,
  );
  expect(clone).toMatchObject({ customer: null, card: { last4: '4242' } });
  expect(clone.id).toMatch(/^pm_/);
});

it('says of each that cannot be set up why not, and goes on', async () => {
  const { stripe } = emulator;
  const asks = await old('tok_threeDSecure2Required');
  const bank = await stripe.customers.create({});
  await stripe.customers.createSource(bank.id, { source: 'btok_us_verified' });
  const nothing = (await stripe.customers.create({})).id;
  const results = await run([asks, bank.id, nothing, await old('tok_amex')]);
  expect(results.map(({ outcome }) => outcome)).toEqual(['needs_buyer', 'needs_buyer', 'set_up']);
  expect(results[0]?.reason).toMatch(/requires_action/);
});

it('changes nothing in a dry run', async () => {
  const customer = await old('tok_visa');
  await emulator.forget();
  expect(await run([customer], true)).toMatchObject([{ customer, outcome: 'would_set_up' }]);
  expect(await emulator.writes()).toEqual([]);
  expect(existsSync(progress)).toBe(false);
});

it('goes on where it was, though its last line was cut', async () => {
  const customers = [await old('tok_visa'), await old('tok_mastercard'), await old('tok_amex')];
  await run(customers.slice(0, 1));
  appendFileSync(progress, `{"customer":"${customers[1]}","car`);
  await emulator.forget();
  const results = await run(customers);
  expect(results.map(({ customer }) => customer)).toEqual(customers);
  const set = (await emulator.writes()).filter((line) => line.includes('/v1/setup_intents'));
  expect(set).toHaveLength(2);
  expect(readFileSync(progress, 'utf8').trim().split('\n')).toHaveLength(3);
  await emulator.forget();
  await run(customers);
  expect(await emulator.calls()).toEqual([]);
});

it('stops when Stripe does not answer, and loses nothing', async () => {
  const customers = [await old('tok_visa'), await old('tok_mastercard')];
  await emulator.fault({
    method: 'POST',
    path: '/v1/setup_intents',
    action: 'fail',
    status: 500,
    nth: 2,
    times: 9,
  });
  await expect(run(customers)).rejects.toThrow();
  await emulator.clearFaults();
  expect((await run(customers)).map(({ outcome }) => outcome)).toEqual(['set_up', 'set_up']);
});
