import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { control } from '../support/raw-call';
import { charge, eventTypes, expectShape, failure, scene } from './scene';

const day = 24 * 60 * 60;

function cardOf(intent: Stripe.PaymentIntent): Stripe.Charge.PaymentMethodDetails.Card {
  const card = (intent.latest_charge as Stripe.Charge).payment_method_details?.card;
  if (!card) throw new Error('The charge is not expanded.');
  return card;
}

describe('held money', () => {
  test('is taken in part, and the rest released', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const held = await charge(made, 'pm_card_visa', {
      capture_method: 'manual',
      application_fee_amount: 300,
      expand: ['latest_charge'],
    });
    expectShape(held);
    expect(held).toMatchObject({ status: 'requires_capture', amount_capturable: 2500 });
    const before = cardOf(held).capture_before ?? 0;
    expect(before - held.created).toBe(7 * day);
    const captured = await stripe.paymentIntents.capture(
      held.id,
      {
        amount_to_capture: 2000,
        application_fee_amount: 200,
        final_capture: true,
        metadata: { shipped: 'yes' },
        payment_details: { order_reference: 'O-7' },
        statement_descriptor_suffix: 'part one',
        expand: ['latest_charge'],
      },
      seller,
    );
    expectShape(captured);
    expect(captured).toMatchObject({
      status: 'succeeded',
      amount: 2500,
      amount_capturable: 0,
      amount_received: 2000,
      application_fee_amount: 200,
      metadata: { shipped: 'yes' },
      payment_details: { order_reference: 'O-7', customer_reference: null },
      statement_descriptor_suffix: 'part one',
      latest_charge: {
        amount_captured: 2000,
        amount_refunded: 0,
        captured: true,
        refunded: false,
        calculated_statement_descriptor: 'ATELIER* PART ONE',
      },
    });
    expect(await eventTypes(stripe, seller)).toEqual([
      'payment_intent.created',
      'charge.succeeded',
      'payment_intent.amount_capturable_updated',
      'charge.captured',
      'payment_intent.succeeded',
    ]);
  });

  test.each([
    [{ amount_to_capture: 2501 }, 'amount_to_capture', 'amount_too_large'],
    [{ amount_to_capture: 0 }, 'amount_to_capture', 'parameter_invalid_integer'],
    [{ final_capture: false }, 'final_capture', undefined],
    [{ application_fee_amount: 2501 }, 'application_fee_amount', undefined],
    [{ statement_descriptor: 'WHOLE' }, 'statement_descriptor', undefined],
    [{ transfer_data: { amount: 1 } }, 'transfer_data[destination]', 'parameter_missing'],
    [{ hooks: { inputs: { tax: { calculation: 'taxcalc_1' } } } }, 'hooks', undefined],
  ] as [Stripe.PaymentIntentCaptureParams, string, string | undefined][])(
    'is not taken with %o',
    async (parameters, param, code) => {
      const made = await scene();
      const { stripe, seller } = made;
      const held = await charge(made, 'pm_card_visa', { capture_method: 'manual' });
      const error = await failure(stripe.paymentIntents.capture(held.id, parameters, seller));
      expect(error).toMatchObject({ statusCode: 400, param });
      expect(error.code).toBe(code);
      expect((await stripe.paymentIntents.retrieve(held.id, {}, seller)).status).toBe(
        'requires_capture',
      );
    },
  );

  test('gives the platform no more than was captured', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    for (const [asked, later] of [
      [1000, {}],
      [0, { application_fee_amount: 1000 }],
    ] as const) {
      const held = await charge(made, 'pm_card_visa', {
        capture_method: 'manual',
        application_fee_amount: asked,
      });
      const captured = await stripe.paymentIntents.capture(
        held.id,
        { amount_to_capture: 600, ...later, expand: ['latest_charge.balance_transaction'] },
        seller,
      );
      expect(captured).toMatchObject({
        amount_received: 600,
        application_fee_amount: 1000,
        latest_charge: {
          application_fee_amount: 1000,
          balance_transaction: { amount: 600, fee: 600, net: 0 },
        },
      });
      const { data } = await stripe.applicationFees.list({
        charge: (captured.latest_charge as Stripe.Charge).id,
      });
      expect(data).toMatchObject([{ amount: 600 }]);
    }
  });

  test('is released when the merchant cancels', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const held = await charge(made, 'pm_card_visa', { capture_method: 'manual' });
    const canceled = await stripe.paymentIntents.cancel(
      held.id,
      { cancellation_reason: 'fraudulent', expand: ['latest_charge'] },
      seller,
    );
    expect(canceled).toMatchObject({
      status: 'canceled',
      cancellation_reason: 'fraudulent',
      amount_capturable: 0,
      latest_charge: { refunded: false, amount_refunded: 0, amount_captured: 0, captured: false },
    });
    const { data: refunds } = await stripe.refunds.list({ payment_intent: held.id }, seller);
    expect(refunds).toEqual([]);
    expect((await eventTypes(stripe, seller)).slice(3)).toEqual(['payment_intent.canceled']);
    const again = await failure(stripe.paymentIntents.capture(held.id, {}, seller));
    expect(again).toMatchObject({ code: 'payment_intent_unexpected_state' });
    const twice = await failure(stripe.paymentIntents.cancel(held.id, {}, seller));
    expect(twice.message).toContain('because it has a status of canceled');
    const { id } = await charge(made, 'pm_card_visa');
    const paid = await failure(stripe.paymentIntents.cancel(id, {}, seller));
    expect(paid.message).toContain('because it has a status of succeeded');
  });

  test('is released by itself after seven days', async () => {
    let now = Date.now();
    const made = await scene({ clock: () => now });
    const { stripe, seller } = made;
    const held = await charge(made, 'pm_card_visa', { capture_method: 'manual' });
    now += 7 * day * 1000 - 5000;
    expect((await stripe.paymentIntents.retrieve(held.id, {}, seller)).status).toBe(
      'requires_capture',
    );
    now += 10_000;
    const late = await failure(stripe.paymentIntents.capture(held.id, {}, seller));
    expect(late).toMatchObject({ code: 'payment_intent_unexpected_state' });
    const { data } = await stripe.paymentIntents.list({}, seller);
    expect(data[0]).toMatchObject({ status: 'canceled', cancellation_reason: 'expired' });
    const id = String(held.latest_charge);
    expect(await stripe.charges.retrieve(id, { expand: ['refunds'] }, seller)).toMatchObject({
      refunded: false,
      amount_refunded: 0,
      refunds: { data: [] },
    });
    expect((await eventTypes(stripe, seller)).slice(-2)).toEqual([
      'charge.expired',
      'payment_intent.canceled',
    ]);
  });

  test('that is released counted as refunded before version 2025-03-31', async () => {
    let now = Date.now();
    const made = await scene({ clock: () => now });
    const { stripe, seller } = made;
    const older = { ...seller, apiVersion: '2024-06-20' };
    const held = await charge(made, 'pm_card_visa', { capture_method: 'manual' });
    const seen = async (): Promise<Stripe.PaymentIntent> =>
      stripe.paymentIntents.retrieve(held.id, { expand: ['latest_charge'] }, older);
    expect(await seen()).toMatchObject({
      cancellation_reason: null,
      latest_charge: { refunded: false, amount_refunded: 0 },
    });
    now += 8 * day * 1000;
    expect(await seen()).toMatchObject({
      cancellation_reason: 'automatic',
      latest_charge: { refunded: true, amount_refunded: 2500 },
    });
  });

  test('that was left by a capture counted as refunded before that version', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const older = { ...seller, apiVersion: '2024-06-20' };
    const { id } = await charge(made, 'pm_card_visa', { capture_method: 'manual' });
    await stripe.paymentIntents.capture(id, { amount_to_capture: 2000 }, seller);
    const seen = async (): Promise<unknown> =>
      (await stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] }, older))
        .latest_charge;
    expect(await seen()).toMatchObject({ refunded: false, amount_refunded: 500 });
    const { data: refunds } = await stripe.refunds.list({ payment_intent: id }, seller);
    expect(refunds).toEqual([]);
    const refund = await stripe.refunds.create({ payment_intent: id, expand: ['charge'] }, seller);
    expect(refund).toMatchObject({
      amount: 2000,
      charge: { refunded: true, amount_refunded: 2000, amount_captured: 2000 },
    });
    expect(await seen()).toMatchObject({ refunded: true, amount_refunded: 2500 });
  });

  test('a card’s own capture method wins', async () => {
    const made = await scene();
    const held = await charge(made, 'pm_card_visa', {
      payment_method_options: { card: { capture_method: 'manual' } },
    });
    expectShape(held);
    expect(held).toMatchObject({
      status: 'requires_capture',
      capture_method: 'automatic_async',
      payment_method_options: { card: { capture_method: 'manual' } },
    });
  });
});

describe('extended authorization', () => {
  const asked = {
    capture_method: 'manual',
    payment_method_options: { card: { request_extended_authorization: 'if_available' } },
  } as const;

  test.each([
    ['pm_card_mastercard', undefined, 30],
    ['pm_card_visa', undefined, 7],
    ['pm_card_visa', '7011', 30],
    ['pm_card_amex', '7512', 30],
    ['pm_card_amex', '4511', 7],
    ['pm_card_discover', '4511', 30],
    ['pm_card_jcb', '7011', 7],
  ])('holds %s for a merchant of %s for %i days', async (card, mcc, days) => {
    const made = await scene();
    if (mcc) await made.stripe.accounts.update(made.account, { business_profile: { mcc } });
    const held = await charge(made, card, { ...asked, expand: ['latest_charge'] });
    const { capture_before, extended_authorization } = cardOf(held);
    expect((capture_before ?? 0) - held.created).toBe(days * day);
    expect(extended_authorization).toEqual({ status: days > 7 ? 'enabled' : 'disabled' });
  });

  test('is not given where nobody asks, and ends as others do', async () => {
    const made = await scene();
    const usual = await charge(made, 'pm_card_mastercard', {
      capture_method: 'manual',
      expand: ['latest_charge'],
    });
    expect(cardOf(usual).extended_authorization).toEqual({ status: 'disabled' });
    const longer = await charge(made, 'pm_card_mastercard', asked);
    await control(made.emulator, 'POST', '/clock', { advance_seconds: 29 * day });
    const { stripe, seller } = made;
    expect((await stripe.paymentIntents.retrieve(usual.id, {}, seller)).status).toBe('canceled');
    const still = await stripe.paymentIntents.retrieve(longer.id, {}, seller);
    expect(still.status).toBe('requires_capture');
    await control(made.emulator, 'POST', '/clock', { advance_seconds: 2 * day });
    expect(await stripe.paymentIntents.retrieve(longer.id, {}, seller)).toMatchObject({
      status: 'canceled',
      cancellation_reason: 'expired',
    });
  });
});

describe('incremental authorization', () => {
  const asked = {
    capture_method: 'manual',
    payment_method_options: { card: { request_incremental_authorization: 'if_available' } },
  } as const;

  test('holds more, and then takes it', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const held = await charge(made, 'pm_card_visa', { ...asked, expand: ['latest_charge'] });
    expect(cardOf(held).incremental_authorization).toEqual({ status: 'available' });
    const larger = await stripe.paymentIntents.incrementAuthorization(
      held.id,
      {
        amount: 4000,
        application_fee_amount: 400,
        description: 'With a second night',
        metadata: { nights: '2' },
        expand: ['latest_charge'],
      },
      seller,
    );
    expectShape(larger);
    expect(larger).toMatchObject({
      amount: 4000,
      amount_capturable: 4000,
      application_fee_amount: 400,
      description: 'With a second night',
      metadata: { nights: '2' },
      status: 'requires_capture',
    });
    expect(cardOf(larger).amount_authorized).toBe(4000);
    const captured = await stripe.paymentIntents.capture(held.id, {}, seller);
    expect(captured.amount_received).toBe(4000);
  });

  test('is refused where nobody asked for it, and for less than before', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const plain = await charge(made, 'pm_card_visa', { capture_method: 'manual' });
    const more = { amount: 3000 };
    const error = await failure(
      stripe.paymentIntents.incrementAuthorization(plain.id, more, seller),
    );
    expect(error).toMatchObject({ statusCode: 400, code: 'payment_intent_unexpected_state' });
    const held = await charge(made, 'pm_card_visa', asked);
    const less = { amount: 2500 };
    expect(
      await failure(stripe.paymentIntents.incrementAuthorization(held.id, less, seller)),
    ).toMatchObject({ statusCode: 400, param: 'amount' });
    const paid = await charge(made, 'pm_card_visa');
    expect(
      await failure(stripe.paymentIntents.incrementAuthorization(paid.id, more, seller)),
    ).toMatchObject({ code: 'payment_intent_unexpected_state' });
  });
});
