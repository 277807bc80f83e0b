import { describe, expect, test } from 'vitest';
import type Stripe from 'stripe';
import { charge, cloneCard, eventually, eventTypes, expectShape, failure } from './scene';
import { saveCard, scene, type Scene } from './scene';

/** A captured and booked direct charge of the French seller; its id. */
async function paid(
  made: Scene,
  card = 'pm_card_visa',
  parameters: Partial<Stripe.PaymentIntentCreateParams> = {},
): Promise<string> {
  const intent = await charge(made, card, { capture_method: 'automatic', ...parameters });
  return String(intent.latest_charge);
}

describe('a refund', () => {
  test('gives a direct charge back, all of it, on the account', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const clone = await cloneCard(made, await saveCard(made, 'pm_card_visa'));
    const id = await paid(made, clone.id, { description: 'A chair' });
    const refund = await stripe.refunds.create(
      { charge: id, reason: 'requested_by_customer', metadata: { ticket: '7' } },
      seller,
    );
    expectShape(refund);
    expect(refund).toMatchObject({
      amount: 2500,
      charge: id,
      currency: 'eur',
      customer: null,
      destination_details: { card: { reference_status: 'pending', type: 'refund' }, type: 'card' },
      metadata: { ticket: '7' },
      payment_method: clone.id,
      reason: 'requested_by_customer',
      status: 'succeeded',
    });
    const { balance_transaction: booked } = await stripe.refunds.retrieve(
      refund.id,
      { expand: ['balance_transaction'] },
      seller,
    );
    expectShape(booked as object);
    expect(booked).toMatchObject({
      amount: -2500,
      description: 'REFUND FOR CHARGE (A chair)',
      fee: 0,
      net: -2500,
      reporting_category: 'refund',
      source: refund.id,
      type: 'refund',
    });
    const now = await stripe.charges.retrieve(id, { expand: ['refunds'] }, seller);
    expectShape(now);
    expect(now).toMatchObject({
      amount_refunded: 2500,
      refunded: true,
      refunds: { data: [{ id: refund.id }], total_count: 1, has_more: false },
    });
    expect((await failure(stripe.refunds.retrieve(refund.id))).statusCode).toBe(404);
  });

  test('is announced, and again when its reference is known', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const id = await paid(made);
    const { id: refund } = await stripe.refunds.create({ charge: id, amount: 500 }, seller);
    const referenced = await eventually(async () => {
      const { destination_details } = await stripe.refunds.retrieve(refund, {}, seller);
      return destination_details?.card?.reference;
    });
    expect(referenced).toMatch(/^\d{16}$/);
    expect((await eventTypes(stripe, seller)).slice(3)).toEqual([
      'refund.created',
      'charge.refunded',
      'refund.updated',
      'charge.refund.updated',
    ]);
    const { data } = await stripe.events.list({ type: 'charge.refunded' }, seller);
    expect(data[0]?.data.object).toMatchObject({ amount_refunded: 500, refunded: false });
    expect(data[0]?.data.previous_attributes).toEqual({ amount_refunded: 0 });
  });

  test('may be partial and repeated, until nothing is left', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const id = await paid(made);
    const { payment_intent } = await stripe.charges.retrieve(id, {}, seller);
    const refund = (parameters: Stripe.RefundCreateParams) =>
      stripe.refunds.create({ charge: id, ...parameters }, seller);
    const tooMuch = await failure(refund({ amount: 2501 }));
    expect(tooMuch).toMatchObject({ statusCode: 400, param: 'amount' });
    expect(tooMuch.message).toBe('Refund amount (€25.01) is greater than charge amount (€25.00)');
    await refund({ amount: 1000 });
    expect((await failure(refund({ amount: 1501 }))).message).toBe(
      'Refund amount (€15.01) is greater than unrefunded amount on charge (€15.00)',
    );
    expect(await failure(refund({ amount: 0 }))).toMatchObject({
      code: 'parameter_invalid_integer',
      param: 'amount',
    });
    const rest = await stripe.refunds.create({ payment_intent: String(payment_intent) }, seller);
    expect(rest.amount).toBe(1500);
    const again = await failure(refund({}));
    expect(again).toMatchObject({ statusCode: 400, code: 'charge_already_refunded' });
    expect(again.message).toBe(`Charge ${id} has already been refunded.`);
  });

  test('is listed, filtered, changed, and not cancelled', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const [first, second] = [await paid(made), await paid(made)];
    const older = await stripe.refunds.create({ charge: first, amount: 100 }, seller);
    const newer = await stripe.refunds.create({ charge: second, amount: 100 }, seller);
    const ids = async (filter: Stripe.RefundListParams): Promise<string[]> =>
      (await stripe.refunds.list(filter, seller)).data.map(({ id }) => id);
    expect(await ids({})).toEqual([newer.id, older.id]);
    expect(await ids({ charge: first })).toEqual([older.id]);
    expect(await ids({ payment_intent: String(newer.payment_intent) })).toEqual([newer.id]);
    const changed = await stripe.refunds.update(older.id, { metadata: { a: '1' } }, seller);
    expect(changed.metadata).toEqual({ a: '1' });
    const refused = await failure(stripe.refunds.cancel(older.id, {}, seller));
    expect(refused).toMatchObject({ statusCode: 400 });
    expect(refused.message).toBe('Canceling this refund is unsupported.');
    expect(await failure(stripe.refunds.retrieve('re_none', {}, seller))).toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
    });
  });

  test('expires by the test helper only while the buyer has to act, which none here does', async () => {
    const made = await scene({ settings: { settleDelayMs: 1e9 } });
    const { stripe, seller } = made;
    for (const [card, status] of [
      ['pm_card_visa', 'succeeded'],
      ['pm_card_pendingRefund', 'pending'],
    ] as const) {
      const { id } = await stripe.refunds.create({ charge: await paid(made, card) }, seller);
      const refused = await failure(stripe.testHelpers.refunds.expire(id, {}, seller));
      expect(refused).toMatchObject({ statusCode: 400, type: 'StripeInvalidRequestError' });
      expect(refused.message).toContain(`because it has a status of ${status}`);
      expect((await stripe.refunds.retrieve(id, {}, seller)).status).toBe(status);
      // Not the platform's.
      expect(await failure(stripe.testHelpers.refunds.expire(id))).toMatchObject({
        statusCode: 404,
        code: 'resource_missing',
      });
    }
    expect(await failure(stripe.testHelpers.refunds.expire('re_none', {}, seller))).toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
    });
  });

  test('needs a charge that took money', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    expect((await failure(stripe.refunds.create({}, seller))).message).toBe(
      'One of the following params should be provided for this request: payment_intent or charge.',
    );
    expect(await failure(stripe.refunds.create({ charge: 'ch_none' }, seller))).toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
      param: 'id',
    });
    const held = await charge(made, 'pm_card_visa', { capture_method: 'manual' });
    expect(
      (await failure(stripe.refunds.create({ payment_intent: held.id }, seller))).message,
    ).toContain('You must cancel the PaymentIntent to reverse the authorization');
    await stripe.paymentIntents.cancel(held.id, {}, seller);
    expect(
      (await failure(stripe.refunds.create({ payment_intent: held.id }, seller))).message,
    ).toBe(`This PaymentIntent (${held.id}) does not have a successful charge to refund.`);
    const declined = await failure(charge(made, 'pm_card_chargeCustomerFail'));
    expect(
      (await failure(stripe.refunds.create({ charge: String(declined.charge) }, seller))).message,
    ).toContain('does not have a successful charge to refund');
    const id = await paid(made);
    expect(
      await failure(stripe.refunds.create({ charge: id, reverse_transfer: true }, seller)),
    ).toMatchObject({ statusCode: 400, param: 'reverse_transfer' });
    expect(
      await failure(stripe.refunds.create({ charge: id, refund_application_fee: true }, seller)),
    ).toMatchObject({ statusCode: 400, param: 'refund_application_fee' });
  });
});

test('what a refund does not have is not there by being expanded', async () => {
  const made = await scene();
  const { stripe, seller } = made;
  const charge = await paid(made, 'pm_card_visa');
  const params = { charge, expand: ['failure_balance_transaction'] };
  const refund = await stripe.refunds.create(params, seller);
  expect(refund).not.toHaveProperty('failure_balance_transaction');
});

describe('cards made for refunds', () => {
  test('take their time', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const id = await paid(made, 'pm_card_pendingRefund');
    const refund = await stripe.refunds.create({ charge: id }, seller);
    expectShape(refund);
    expect(refund).toMatchObject({ status: 'pending', pending_reason: 'processing' });
    const done = await eventually(async () => {
      const now = await stripe.refunds.retrieve(refund.id, {}, seller);
      return now.status === 'succeeded' ? now : null;
    });
    expectShape(done);
    expect(done.pending_reason).toBeUndefined();
    const types = await eventTypes(stripe, seller);
    expect(types.slice(3, 7)).toEqual([
      'refund.created',
      'charge.refunded',
      'refund.updated',
      'charge.refund.updated',
    ]);
  });

  test('fail later, and the money comes back', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const id = await paid(made, 'pm_card_refundFail');
    const before = await stripe.balance.retrieve({}, seller);
    const refund = await stripe.refunds.create({ charge: id, amount: 1200 }, seller);
    expect(refund.status).toBe('succeeded');
    const failed = await eventually(async () => {
      const now = await stripe.refunds.retrieve(
        refund.id,
        { expand: ['failure_balance_transaction'] },
        seller,
      );
      return now.status === 'failed' ? now : null;
    });
    expectShape(failed);
    expect(failed.failure_reason).toBe('expired_or_canceled_card');
    expect(failed.failure_balance_transaction).toMatchObject({
      amount: 1200,
      type: 'refund_failure',
      source: refund.id,
    });
    expect(await stripe.balance.retrieve({}, seller)).toEqual(before);
    expect(await stripe.charges.retrieve(id, {}, seller)).toMatchObject({
      amount_refunded: 0,
      refunded: false,
    });
    expect((await eventTypes(stripe, seller)).slice(3)).toEqual([
      'refund.created',
      'charge.refunded',
      'refund.failed',
      'refund.updated',
      'charge.refund.updated',
    ]);
  });
});
