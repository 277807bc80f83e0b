import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { charge, eventTypes, expectShape, failure, scene, type Scene } from './scene';

const several = {
  capture_method: 'manual',
  payment_method_options: { card: { request_multicapture: 'if_available' } },
} as const;

async function hold(
  made: Scene,
  given: Partial<Stripe.PaymentIntentCreateParams> = {},
): Promise<Stripe.PaymentIntent> {
  return charge(made, 'pm_card_visa', { ...several, expand: ['latest_charge'], ...given });
}

const expanded = { expand: ['latest_charge'] };

describe('several captures', () => {
  test('take one hold part by part', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const held = await hold(made);
    expect(held.latest_charge).toMatchObject({
      payment_method_details: { card: { multicapture: { status: 'available' } } },
    });
    const first = await stripe.paymentIntents.capture(
      held.id,
      { amount_to_capture: 1000, final_capture: false, ...expanded },
      seller,
    );
    expectShape(first);
    expect(first).toMatchObject({
      status: 'requires_capture',
      amount: 2500,
      amount_capturable: 1500,
      amount_received: 1000,
      latest_charge: { amount_captured: 1000, captured: false, amount_refunded: 0 },
    });
    const last = await stripe.paymentIntents.capture(
      held.id,
      { amount_to_capture: 700, ...expanded },
      seller,
    );
    expectShape(last);
    expect(last).toMatchObject({
      status: 'succeeded',
      amount_capturable: 0,
      amount_received: 1700,
      latest_charge: { amount_captured: 1700, captured: true, refunded: false },
    });
    const { data } = await stripe.balanceTransactions.list({ type: 'charge' }, seller);
    expect(data.map(({ amount }) => amount)).toEqual([700, 1000]);
    const { balance_transaction } = last.latest_charge as Stripe.Charge;
    expect(balance_transaction).toBe(data[1]?.id);
    const again = await failure(stripe.paymentIntents.capture(held.id, {}, seller));
    expect(again).toMatchObject({ code: 'payment_intent_unexpected_state' });
  });

  test('are told one by one', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const held = await hold(made);
    const before = (await eventTypes(stripe, seller)).length;
    await stripe.paymentIntents.capture(
      held.id,
      { amount_to_capture: 1000, final_capture: false },
      seller,
    );
    await stripe.paymentIntents.capture(held.id, {}, seller);
    expect((await eventTypes(stripe, seller)).slice(before)).toEqual([
      'charge.updated',
      'payment_intent.amount_capturable_updated',
      'charge.updated',
      'charge.captured',
      'payment_intent.amount_capturable_updated',
      'payment_intent.succeeded',
    ]);
    const { data } = await stripe.events.list(
      { type: 'payment_intent.amount_capturable_updated' },
      seller,
    );
    expect(data.map((event) => event.data)).toMatchObject([
      { object: { amount_capturable: 0 }, previous_attributes: { amount_capturable: 1500 } },
      { object: { amount_capturable: 1500 }, previous_attributes: { amount_capturable: 2500 } },
      { object: { amount_capturable: 2500 } },
    ]);
    const { data: updates } = await stripe.events.list({ type: 'charge.updated' }, seller);
    expect(updates.at(-1)?.data.previous_attributes).toMatchObject({
      amount_captured: 0,
      balance_transaction: null,
    });
  });

  test('end with the rest released: by a last one of nothing, by canceling, by time', async () => {
    let now = Date.now();
    const made = await scene({ clock: () => now });
    const { stripe, seller } = made;
    const begun = async (): Promise<string> => {
      const { id } = await hold(made);
      const part = { amount_to_capture: 1000, final_capture: false };
      await stripe.paymentIntents.capture(id, part, seller);
      return id;
    };
    const ended = { status: 'succeeded', amount_received: 1000, amount_capturable: 0 };
    const nothing = { amount_to_capture: 0 };
    expect(await stripe.paymentIntents.capture(await begun(), nothing, seller)).toMatchObject(
      ended,
    );
    expect(await stripe.paymentIntents.cancel(await begun(), {}, seller)).toMatchObject({
      ...ended,
      canceled_at: null,
    });
    const waiting = await begun();
    now += 8 * 24 * 60 * 60 * 1000;
    expect(await stripe.paymentIntents.retrieve(waiting, expanded, seller)).toMatchObject({
      ...ended,
      latest_charge: { captured: true, amount_captured: 1000 },
    });
    expect((await eventTypes(stripe, seller)).slice(-3)).toEqual([
      'charge.captured',
      'payment_intent.amount_capturable_updated',
      'payment_intent.succeeded',
    ]);
  });

  test('can be refunded before the last', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const { id } = await hold(made);
    await stripe.paymentIntents.capture(
      id,
      { amount_to_capture: 1000, final_capture: false },
      seller,
    );
    const much = { payment_intent: id, amount: 1001 };
    expect(await failure(stripe.refunds.create(much, seller))).toMatchObject({ param: 'amount' });
    const refund = await stripe.refunds.create({ payment_intent: id, expand: ['charge'] }, seller);
    expect(refund).toMatchObject({
      amount: 1000,
      charge: { amount_refunded: 1000, refunded: false },
    });
    const closed = await stripe.paymentIntents.cancel(id, expanded, seller);
    expect(closed.latest_charge).toMatchObject({ refunded: true });
  });

  test.each([
    ['pm_card_visa', 'if_available', 'available'],
    ['pm_card_amex', 'if_available', 'available'],
    ['pm_card_visa', 'never', 'unavailable'],
    ['pm_card_jcb', 'if_available', 'unavailable'],
    ['pm_card_unionpay', 'if_available', 'unavailable'],
  ] as const)('of %s, asked %s, are %s to a French seller', async (card, asked, status) => {
    const made = await scene();
    const { stripe, seller } = made;
    const held = await charge(made, card, {
      capture_method: 'manual',
      payment_method_options: { card: { request_multicapture: asked } },
      ...expanded,
    });
    const details = (held.latest_charge as Stripe.Charge).payment_method_details;
    expect(details?.card?.multicapture).toEqual({ status });
    const capture = stripe.paymentIntents.capture(held.id, { final_capture: false }, seller);
    if (status === 'available') expect((await capture).amount_capturable).toBe(0);
    else expect(await failure(capture)).toMatchObject({ param: 'final_capture' });
  });

  test('end after fifty', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const { id } = await hold(made, { amount: 5100 });
    const part = { amount_to_capture: 100, final_capture: false };
    for (let count = 0; count < 50; count += 1) {
      await stripe.paymentIntents.capture(id, part, seller);
    }
    expect(await failure(stripe.paymentIntents.capture(id, part, seller))).toMatchObject({
      statusCode: 400,
      param: 'final_capture',
    });
    expect((await stripe.paymentIntents.capture(id, {}, seller)).amount_received).toBe(5100);
  });
});

describe('of several captures', () => {
  test('each pays the platform its own fee, and all are returned together', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const held = await hold(made, { application_fee_amount: 50 });
    await stripe.paymentIntents.capture(
      held.id,
      { amount_to_capture: 1000, application_fee_amount: 100, final_capture: false },
      seller,
    );
    const silent = await failure(stripe.paymentIntents.capture(held.id, {}, seller));
    expect(silent).toMatchObject({ code: 'parameter_missing', param: 'application_fee_amount' });
    const last = await stripe.paymentIntents.capture(
      held.id,
      { application_fee_amount: 20, ...expanded },
      seller,
    );
    expect(last.application_fee_amount).toBe(120);
    const { id } = last.latest_charge as Stripe.Charge;
    const { data: fees } = await stripe.applicationFees.list({ charge: id });
    expect(fees.map(({ amount }) => amount)).toEqual([20, 100]);
    const part = { charge: id, amount: 100, refund_application_fee: true };
    expect(await failure(stripe.refunds.create(part, seller))).toMatchObject({
      param: 'refund_application_fee',
    });
    await stripe.refunds.create({ charge: id, refund_application_fee: true }, seller);
    const { data: returned } = await stripe.applicationFees.list({ charge: id });
    expect(returned.every(({ refunded }) => refunded)).toBe(true);
  });

  test('a fee that only the payment names is taken once', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const held = await hold(made, { application_fee_amount: 300 });
    for (const amount_to_capture of [200, 800, 100]) {
      const part = { amount_to_capture, final_capture: false };
      await stripe.paymentIntents.capture(held.id, part, seller);
    }
    const { id } = held.latest_charge as Stripe.Charge;
    const { data } = await stripe.applicationFees.list({ charge: id });
    expect(data.map(({ amount }) => amount)).toEqual([100, 200]);
  });

  test('each is sent on to its destination', async () => {
    const { stripe, american } = await scene();
    const held = await stripe.paymentIntents.create({
      ...several,
      amount: 3000,
      currency: 'usd',
      payment_method: 'pm_card_visa',
      confirm: true,
      off_session: true,
      transfer_data: { destination: american },
    });
    const charge = String(held.latest_charge);
    const part = { amount_to_capture: 1000, final_capture: false };
    await stripe.paymentIntents.capture(held.id, {
      ...part,
      transfer_data: { amount: 900 },
    });
    const separate = await failure(
      stripe.transfers.create({
        currency: 'usd',
        destination: american,
        source_transaction: charge,
      }),
    );
    expect(separate).toMatchObject({ param: 'source_transaction' });
    expect(await failure(stripe.paymentIntents.capture(held.id, part))).toMatchObject({
      param: 'transfer_data[amount]',
    });
    const last = await stripe.paymentIntents.capture(held.id, { transfer_data: { amount: 1500 } });
    expect(last.transfer_data).toMatchObject({ amount: 2400 });
    const { data } = await stripe.transfers.list({ destination: american });
    expect(data.map(({ amount }) => amount)).toEqual([1500, 900]);
    await stripe.refunds.create({ charge, reverse_transfer: true });
    const { data: reversed } = await stripe.transfers.list({ destination: american });
    expect(reversed.every((transfer) => transfer.reversed)).toBe(true);
  });
});
