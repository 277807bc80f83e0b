import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { available, DAY, fund, pass, standing } from './payday';
import { charge, eventTypes, expectShape, failure } from './scene';

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
    const told = (await eventTypes(stripe, seller)).filter((type) => type.startsWith('payout.'));
    expect(told).toEqual(['payout.created', 'payout.updated', 'payout.paid']);
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
