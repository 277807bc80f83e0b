import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { control } from '../support/raw-call';
import { charge, eventTypes, expectShape, failure, scene, type Scene } from './scene';

const DAY = 24 * 60 * 60;

/** A Monday, so that nothing depends on the day the tests run. */
const monday = Date.UTC(2026, 0, 5, 12);

/** A scene whose clock stands until it is put forward; the seller pays out by hand. */
async function standing(
  schedule: Stripe.AccountUpdateParams.Settings.Payouts.Schedule = { interval: 'manual' },
): Promise<Scene> {
  const made = await scene({ clock: () => monday });
  await made.stripe.accounts.update(made.account, { settings: { payouts: { schedule } } });
  return made;
}

async function pass(made: Scene, seconds: number): Promise<void> {
  await control(made.emulator, 'POST', '/clock', { advance_seconds: seconds });
}

/** What the French seller could pay out. */
async function available(made: Scene): Promise<number | undefined> {
  const { available: rows } = await made.stripe.balance.retrieve({}, made.seller);
  return rows.find(({ currency }) => currency === 'eur')?.amount;
}

/** 100.00 of which 98.35 are available at once. */
async function fund(made: Scene): Promise<void> {
  await charge(made, 'pm_card_bypassPending', { amount: 10_000, capture_method: 'automatic' });
}

describe('a payout', () => {
  test('leaves the balance, goes to the bank at midnight and arrives a day later', async () => {
    const made = await standing();
    const { stripe, seller } = made;
    await fund(made);
    const payout = await stripe.payouts.create(
      { amount: 5000, currency: 'eur', metadata: { week: '1' }, expand: ['destination'] },
      seller,
    );
    expectShape(payout);
    expect(payout).toMatchObject({
      amount: 5000,
      arrival_date: Date.UTC(2026, 0, 7) / 1000,
      automatic: false,
      destination: { object: 'bank_account', currency: 'eur' },
      method: 'standard',
      reconciliation_status: 'not_applicable',
      status: 'pending',
    });
    expect(await available(made)).toBe(9835 - 5000);
    await pass(made, DAY);
    expect((await stripe.payouts.retrieve(payout.id, {}, seller)).status).toBe('in_transit');
    expect(await failure(stripe.payouts.cancel(payout.id, {}, seller))).toMatchObject({
      statusCode: 400,
    });
    await pass(made, DAY);
    const paid = await stripe.payouts.retrieve(
      payout.id,
      { expand: ['balance_transaction'] },
      seller,
    );
    expectShape(paid);
    expect(paid).toMatchObject({
      balance_transaction: { amount: -5000, net: -5000, type: 'payout', source: payout.id },
      status: 'paid',
    });
    expect((await eventTypes(stripe, seller)).slice(-3)).toEqual([
      'payout.created',
      'payout.updated',
      'payout.paid',
    ]);
  });

  test('needs available money, a place to go and an amount', async () => {
    const made = await standing();
    const { stripe, seller } = made;
    await charge(made, 'pm_card_visa', { amount: 10_000, capture_method: 'automatic' });
    const create = (parameters: Partial<Stripe.PayoutCreateParams>) =>
      failure(stripe.payouts.create({ amount: 100, currency: 'eur', ...parameters }, seller));
    const tooEarly = await create({});
    expect(tooEarly).toMatchObject({ statusCode: 400, code: 'balance_insufficient' });
    expect(tooEarly.message).toContain('You have insufficient available funds');
    expect((await create({ currency: 'usd' })).message).toBe(
      "Sorry, you don't have any external accounts in that currency (usd).",
    );
    expect(await create({ amount: 0 })).toMatchObject({ code: 'parameter_invalid_integer' });
    expect(await create({ currency: 'xxd' })).toMatchObject({ param: 'currency' });
    expect(await create({ destination: 'ba_none' })).toMatchObject({ code: 'resource_missing' });
    expect(await create({ method: 'instant' })).toMatchObject({
      code: 'instant_payouts_unsupported',
    });
    expect(await create({ statement_descriptor: 'x'.repeat(23) })).toMatchObject({
      param: 'statement_descriptor',
    });
    expect(await create({ payout_method: 'fa_1' })).toMatchObject({ param: 'payout_method' });
    expect((await stripe.payouts.list({}, seller)).data).toEqual([]);
  });

  test('can be cancelled while it is pending, and changed and listed', async () => {
    const made = await standing();
    const { stripe, seller } = made;
    await fund(made);
    const first = await stripe.payouts.create({ amount: 100, currency: 'eur' }, seller);
    const second = await stripe.payouts.create({ amount: 200, currency: 'eur' }, seller);
    const canceled = await stripe.payouts.cancel(
      first.id,
      { expand: ['failure_balance_transaction'] },
      seller,
    );
    expectShape(canceled);
    expect(canceled).toMatchObject({
      failure_balance_transaction: { amount: 100, type: 'payout_cancel' },
      status: 'canceled',
    });
    expect(await available(made)).toBe(9835 - 200);
    await stripe.payouts.update(second.id, { metadata: { a: '1' } }, seller);
    const ids = async (filter: Stripe.PayoutListParams): Promise<string[]> =>
      (await stripe.payouts.list(filter, seller)).data.map(({ id }) => id);
    expect(await ids({})).toEqual([second.id, first.id]);
    expect(await ids({ status: 'canceled' })).toEqual([first.id]);
    expect(await ids({ arrival_date: { gt: second.arrival_date } })).toEqual([]);
    expect(await ids({ destination: String(second.destination) })).toHaveLength(2);
    expect((await eventTypes(stripe, seller)).slice(-2)).toEqual([
      'payout.canceled',
      'payout.updated',
    ]);
    expect(await failure(stripe.payouts.retrieve('po_none', {}, seller))).toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
      param: 'payout',
    });
  });

  test('fails at a bank account made for that, and the money comes back', async () => {
    const made = await standing();
    const { stripe, seller, account } = made;
    await stripe.accounts.update(account, {
      external_account: {
        object: 'bank_account',
        country: 'FR',
        currency: 'eur',
        account_number: 'DE89370400440532013002',
      } as unknown as string,
    });
    await fund(made);
    const { id } = await stripe.payouts.create({ amount: 5000, currency: 'eur' }, seller);
    await pass(made, 3 * DAY);
    const failed = await stripe.payouts.retrieve(id, {}, seller);
    expectShape(failed);
    expect(failed).toMatchObject({ failure_code: 'account_closed', status: 'failed' });
    expect(failed.failure_message).toBe('The bank account has been closed.');
    expect(await available(made)).toBe(9835);
    expect((await eventTypes(stripe, seller)).slice(-2)).toEqual([
      'payout.failed',
      'account.external_account.updated',
    ]);
  });

  test('is reversed for bank accounts in the US only', async () => {
    const made = await standing();
    const { stripe, seller, american } = made;
    const workshop = { stripeAccount: american };
    await charge({ ...made, seller: workshop }, 'pm_card_bypassPending', { currency: 'usd' });
    await pass(made, 1);
    const schedule = { interval: 'manual' } as const;
    await stripe.accounts.update(american, { settings: { payouts: { schedule } } });
    const { id } = await stripe.payouts.create({ amount: 1000, currency: 'usd' }, workshop);
    expect((await failure(stripe.payouts.reverse(id, {}, workshop))).statusCode).toBe(400);
    await pass(made, 3 * DAY);
    const reversal = await stripe.payouts.reverse(id, { metadata: { a: '1' } }, workshop);
    expectShape(reversal);
    expect(reversal).toMatchObject({ amount: -1000, original_payout: id, status: 'pending' });
    const { reversed_by } = await stripe.payouts.retrieve(id, {}, workshop);
    expect(reversed_by).toBe(reversal.id);
    await pass(made, 3 * DAY);
    expect((await stripe.balance.retrieve({}, workshop)).available).toMatchObject([
      { amount: 2500 - 73 - 30 },
    ]);
    await fund(made);
    const european = await stripe.payouts.create({ amount: 100, currency: 'eur' }, seller);
    await pass(made, 3 * DAY);
    expect((await failure(stripe.payouts.reverse(european.id, {}, seller))).message).toContain(
      'US and Canadian bank accounts',
    );
  });
});

describe('a schedule', () => {
  test('pays out daily what has become available, and lists what of', async () => {
    const made = await standing({ interval: 'daily' });
    const { stripe, seller } = made;
    await charge(made, 'pm_card_visa', { amount: 10_000, capture_method: 'automatic' });
    await charge(made, 'pm_card_visa', { amount: 1000, capture_method: 'automatic' });
    await pass(made, 2 * DAY);
    const [payout] = (await stripe.payouts.list({}, seller)).data;
    expectShape(payout ?? {});
    expect(payout).toMatchObject({
      amount: 9835 + 961,
      automatic: true,
      reconciliation_status: 'in_progress',
    });
    expect(await available(made)).toBe(0);
    const { data } = await stripe.balanceTransactions.list({ payout: payout?.id ?? '' }, seller);
    expect(data.map(({ type, net }) => [type, net])).toEqual([
      ['payout', -9835 - 961],
      ['charge', 961],
      ['charge', 9835],
    ]);
    await pass(made, 3 * DAY);
    expect(await eventTypes(stripe, seller)).toEqual(
      expect.arrayContaining([
        'balance.available',
        'payout.created',
        'payout.paid',
        'payout.reconciliation_completed',
      ]),
    );
    expect((await stripe.payouts.list({}, seller)).data).toHaveLength(1);
  });

  test('may pay out on one day of the week', async () => {
    const made = await standing({ interval: 'weekly', weekly_anchor: 'friday' });
    const { stripe, seller } = made;
    await charge(made, 'pm_card_visa', { amount: 10_000, capture_method: 'automatic' });
    await pass(made, 3 * DAY);
    expect((await stripe.payouts.list({}, seller)).data).toEqual([]);
    await pass(made, DAY);
    const { data } = await stripe.payouts.list({}, seller);
    expect(data).toMatchObject([{ amount: 9835, created: Date.UTC(2026, 0, 9) / 1000 }]);
  });

  test('leaves the platform its money, and lists no transactions of a manual payout', async () => {
    const made = await standing();
    const { stripe } = made;
    await stripe.paymentIntents.create({
      amount: 10_000,
      currency: 'usd',
      payment_method: 'pm_card_bypassPending',
      confirm: true,
      off_session: true,
      capture_method: 'automatic',
    });
    await pass(made, 10 * DAY);
    const payout = await stripe.payouts.create({ amount: 9680, currency: 'usd' });
    expect(
      (await failure(stripe.balanceTransactions.list({ payout: payout.id }))).message,
    ).toContain('only be filtered on automatic');
    expect(await failure(stripe.balanceTransactions.list({ payout: 'po_none' }))).toMatchObject({
      statusCode: 400,
      code: 'resource_missing',
      param: 'payout',
    });
  });
});
