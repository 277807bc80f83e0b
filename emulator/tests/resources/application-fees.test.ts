import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { charge, eventTypes, expectShape, failure, scene, type Scene } from './scene';

/** A booked direct charge of 100.00 with a fee of 9.99 for the platform; its id. */
async function paid(made: Scene): Promise<string> {
  const { latest_charge } = await charge(made, 'pm_card_visa', {
    amount: 10_000,
    application_fee_amount: 999,
    capture_method: 'automatic',
  });
  return String(latest_charge);
}

/** The fee that the platform has from a charge. */
async function feeOf({ stripe }: Scene, id: string): Promise<Stripe.ApplicationFee> {
  const { data } = await stripe.applicationFees.list({ charge: id });
  const [fee] = data;
  if (!fee) throw new Error('The platform got nothing.');
  return fee;
}

async function total({ stripe }: Scene, options: Stripe.RequestOptions = {}): Promise<number> {
  const { available, pending } = await stripe.balance.retrieve({}, options);
  return [...available, ...pending].reduce((sum, { amount }) => sum + amount, 0);
}

describe('the application fee of a refunded charge', () => {
  test('comes back in proportion when asked, and stays otherwise', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const id = await paid(made);
    await stripe.refunds.create({ charge: id, amount: 1000 }, seller);
    const { balance_transaction: booked } = await stripe.refunds.create(
      {
        charge: id,
        amount: 2500,
        refund_application_fee: true,
        expand: ['balance_transaction'],
      },
      seller,
    );
    expect(booked).toMatchObject({
      amount: -2500,
      fee: -250,
      fee_details: [{ amount: -250, type: 'application_fee' }],
      net: -2250,
    });
    const partly = await feeOf(made, id);
    expectShape(partly);
    expect(partly).toMatchObject({ amount_refunded: 250, refunded: false });
    await stripe.refunds.create({ charge: id, refund_application_fee: true }, seller);
    const wholly = await feeOf(made, id);
    expect(wholly).toMatchObject({ amount_refunded: 999, refunded: true });
    expect(wholly.refunds.data.map(({ amount }) => amount)).toEqual([749, 250]);
    const { data: entries } = await stripe.balanceTransactions.list({
      type: 'application_fee_refund',
    });
    expect(entries.map(({ net }) => net)).toEqual([-749, -250]);
    expect((await eventTypes(stripe)).slice(-2)).toEqual([
      'application_fee.refunded',
      'application_fee.refunded',
    ]);
  });

  test('is returned with the charge even before that was booked', async () => {
    const made = await scene({ settings: { settleDelayMs: 60_000 } });
    const { stripe, seller } = made;
    const intent = await charge(made, 'pm_card_visa', { application_fee_amount: 100 });
    await stripe.refunds.create(
      { payment_intent: intent.id, refund_application_fee: true },
      seller,
    );
    const { data } = await stripe.applicationFees.list();
    expect(data).toMatchObject([{ amount: 100, amount_refunded: 100, refunded: true }]);
  });
});

describe('a refund of a fee alone', () => {
  test('moves money from the platform to the account, in parts', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const fee = await feeOf(made, await paid(made));
    const [ours, theirs] = [await total(made), await total(made, seller)];
    const refund = await stripe.applicationFees.createRefund(fee.id, {
      amount: 400,
      metadata: { a: '1' },
      expand: ['balance_transaction', 'fee'],
    });
    expectShape(refund);
    expect(refund).toMatchObject({
      amount: 400,
      balance_transaction: {
        amount: -400,
        reporting_category: 'platform_earning_refund',
        source: refund.id,
        type: 'application_fee_refund',
      },
      fee: { id: fee.id, amount_refunded: 400, refunded: false },
    });
    expect(await total(made)).toBe(ours - 400);
    expect(await total(made, seller)).toBe(theirs + 400);
    const tooMuch = await failure(stripe.applicationFees.createRefund(fee.id, { amount: 600 }));
    expect(tooMuch).toMatchObject({ statusCode: 400, param: 'amount' });
    expect(tooMuch.message).toContain('(€5.99)');
    expect((await stripe.applicationFees.createRefund(fee.id)).amount).toBe(599);
    expect((await failure(stripe.applicationFees.createRefund(fee.id))).statusCode).toBe(400);
    expect(await stripe.applicationFees.retrieve(fee.id)).toMatchObject({ refunded: true });
    expect(await total(made)).toBe(0);
  });

  test('is retrieved, listed and changed on the platform', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const fee = await feeOf(made, await paid(made));
    const { id } = await stripe.applicationFees.createRefund(fee.id, { amount: 1 });
    const other = await stripe.applicationFees.createRefund(fee.id, { amount: 2 });
    const { data } = await stripe.applicationFees.listRefunds(fee.id, { starting_after: other.id });
    expect(data.map((refund) => refund.id)).toEqual([id]);
    await stripe.applicationFees.updateRefund(fee.id, id, { metadata: { a: '1' } });
    const changed = await stripe.applicationFees.retrieveRefund(fee.id, id);
    expect(changed.metadata).toEqual({ a: '1' });
    const { refunds } = await stripe.applicationFees.retrieve(fee.id);
    expect(refunds.data).toEqual([other, changed]);
    expect((await eventTypes(stripe)).slice(-3)).toEqual([
      'application_fee.refunded',
      'application_fee.refunded',
      'application_fee.refund.updated',
    ]);
    expect(await failure(stripe.applicationFees.createRefund(fee.id, {}, seller))).toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
    });
    expect(await failure(stripe.applicationFees.retrieveRefund(fee.id, 'fr_none'))).toMatchObject({
      statusCode: 404,
    });
  });
});
