import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { seedAccount, stripeFor } from '../support/emulator';
import { control } from '../support/raw-call';
import { charge, eventTypes, expectShape, failure, scene, type Scene } from './scene';

const DAY = 24 * 60 * 60;

/** A booked direct charge of the French seller. */
async function paid(
  made: Scene,
  parameters: Partial<Stripe.PaymentIntentCreateParams> = {},
  card = 'pm_card_visa',
): Promise<string> {
  const { latest_charge } = await charge(made, card, {
    capture_method: 'automatic',
    ...parameters,
  });
  return String(latest_charge);
}

describe('the balance', () => {
  test('has a row for each currency, on each account its own', async () => {
    const made = await scene({ clock: () => Date.UTC(2026, 0, 5, 12) });
    const { stripe, seller, emulator } = made;
    await paid(made, { amount: 10_000 });
    await paid(made, { amount: 10_000, currency: 'usd' }, 'pm_card_bypassPending');
    await paid(made, { amount: 5000, currency: 'jpy' });
    const theirs = await stripe.balance.retrieve({}, seller);
    expectShape(theirs);
    expect(theirs).toMatchObject({
      available: [
        { amount: 0, currency: 'eur', source_types: { card: 0 } },
        { amount: 0, currency: 'jpy' },
        { amount: 9680, currency: 'usd', source_types: { card: 9680 } },
      ],
      pending: [
        { amount: 9835, currency: 'eur' },
        { amount: 4820, currency: 'jpy' },
        { amount: 0, currency: 'usd' },
      ],
      livemode: false,
    });
    const ours = await stripe.balance.retrieve();
    expectShape(ours);
    expect(ours.available).toMatchObject([{ amount: 0, currency: 'usd' }]);
    await control(emulator, 'POST', '/clock', { advance_seconds: DAY });
    expect((await stripe.balance.retrieve({}, seller)).pending[0]?.amount).toBe(9835);
    expect(await eventTypes(stripe, seller)).toContain('balance.available');
  });

  test('announces once what has become available', async () => {
    const made = await scene({ clock: () => Date.UTC(2026, 0, 5, 12) });
    const { stripe, seller, account, emulator } = made;
    const schedule = { interval: 'manual' } as const;
    await stripe.accounts.update(account, { settings: { payouts: { schedule } } });
    await paid(made, { application_fee_amount: 100 });
    await paid(made);
    await control(emulator, 'POST', '/clock', { advance_seconds: 7 * DAY });
    const { data } = await stripe.events.list({ type: 'balance.available' }, seller);
    expect(data).toHaveLength(1);
    expectShape(data[0]?.data.object ?? {});
    expect(data[0]).toMatchObject({
      created: Date.UTC(2026, 0, 12) / 1000,
      data: {
        object: { available: [{ amount: 2440 + 2340 }], pending: [{ amount: 0 }] },
      },
    });
    const onPlatform = await stripe.events.list({ type: 'balance.available' });
    expect(onPlatform.data).toHaveLength(1);
  });

  test('may go below zero, for a refund takes what the bank account has', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const id = await paid(made, {}, 'pm_card_bypassPending');
    await stripe.payouts.create({ amount: 2440, currency: 'eur' }, seller);
    expect((await stripe.refunds.create({ charge: id }, seller)).status).toBe('succeeded');
    const { available } = await stripe.balance.retrieve({}, seller);
    expect(available).toMatchObject([{ amount: -2500, currency: 'eur' }]);
  });

  test('lets refunds wait for money where nothing may be debited', async () => {
    const made = await scene();
    const { stripe, seller, account } = made;
    await stripe.accounts.update(account, {
      settings: { payouts: { debit_negative_balances: false, schedule: { interval: 'manual' } } },
    });
    const bypass = 'pm_card_bypassPending';
    const id = await paid(made, { application_fee_amount: 500 }, bypass);
    await stripe.payouts.create({ amount: 1940, currency: 'eur' }, seller);
    const refund = await stripe.refunds.create(
      { charge: id, refund_application_fee: true },
      seller,
    );
    expectShape(refund);
    expect(refund).toMatchObject({
      balance_transaction: null,
      pending_reason: 'insufficient_funds',
      status: 'pending',
    });
    expect((await stripe.applicationFees.list()).data).toMatchObject([{ amount_refunded: 0 }]);
    await paid(made, { amount: 10_000 });
    const now = await stripe.refunds.retrieve(
      refund.id,
      { expand: ['balance_transaction'] },
      seller,
    );
    expect(now).toMatchObject({
      balance_transaction: { amount: -2500, fee: -500, net: -2000 },
      status: 'succeeded',
    });
    expect((await stripe.applicationFees.list()).data).toMatchObject([{ refunded: true }]);
  });
});

describe('balance transactions', () => {
  test('are filtered by type, source, currency and time, and show their source', async () => {
    const made = await scene({ clock: () => Date.UTC(2026, 0, 5, 12) });
    const { stripe, seller, emulator } = made;
    const first = await paid(made, { application_fee_amount: 100 });
    await control(emulator, 'POST', '/clock', { advance_seconds: 60 });
    await paid(made, { currency: 'usd' });
    const refund = await stripe.refunds.create({ charge: first, amount: 500 }, seller);
    const types = async (filter: Stripe.BalanceTransactionListParams): Promise<string[]> =>
      (await stripe.balanceTransactions.list(filter, seller)).data.map(({ type }) => type);
    expect(await types({})).toEqual(['refund', 'charge', 'charge']);
    expect(await types({ type: 'refund' })).toEqual(['refund']);
    expect(await types({ source: first })).toEqual(['charge']);
    expect(await types({ currency: 'USD' })).toEqual(['charge']);
    expect(await types({ created: { lte: Date.UTC(2026, 0, 5, 12) / 1000 } })).toEqual(['charge']);
    expect(await types({ type: 'bogus' })).toEqual([]);
    const { data } = await stripe.balanceTransactions.list({ expand: ['data.source'] }, seller);
    for (const entry of data) expectShape(entry);
    expect(data).toMatchObject([
      { reporting_category: 'refund', source: { object: 'refund', id: refund.id } },
      { reporting_category: 'charge', source: { object: 'charge' } },
      { reporting_category: 'charge', source: { object: 'charge', id: first } },
    ]);
    const [fee] = (await stripe.balanceTransactions.list({ expand: ['data.source'] })).data;
    expect(fee).toMatchObject({
      reporting_category: 'platform_earning',
      source: { object: 'application_fee', charge: first },
    });
    expect(
      await failure(stripe.balanceTransactions.retrieve(fee?.id ?? '', {}, seller)),
    ).toMatchObject({ statusCode: 404, code: 'resource_missing' });
  });
});

describe('a deleted account', () => {
  test('leaves the platform the fees of what it had sold', async () => {
    const { emulator } = await scene({ clock: () => Date.UTC(2026, 0, 5, 12) });
    const stripe = stripeFor(emulator);
    const id = await seedAccount(emulator, { country: 'US' });
    await control(emulator, 'POST', '/settings', { settleDelayMs: 60_000 });
    await stripe.paymentIntents.create(
      {
        amount: 10_000,
        currency: 'usd',
        payment_method: 'pm_card_visa',
        confirm: true,
        off_session: true,
        application_fee_amount: 700,
      },
      { stripeAccount: id },
    );
    expect((await stripe.applicationFees.list()).data).toEqual([]);
    await stripe.accounts.del(id);
    await control(emulator, 'POST', '/clock', { advance_seconds: 60 });
    expect((await stripe.applicationFees.list()).data).toMatchObject([
      { account: id, amount: 700 },
    ]);
    await control(emulator, 'POST', '/clock', { advance_seconds: 2 * DAY });
    expect((await stripe.balance.retrieve()).available).toMatchObject([{ amount: 700 }]);
  });
});
