import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { control } from '../support/raw-call';
import { eventTypes, expectShape, failure, scene } from './scene';

const ten = { amount: 1000, currency: 'usd', source: 'tok_visa' };

describe('a charge without a PaymentIntent', () => {
  test('takes the money of a token’s card at once', async () => {
    const { stripe } = await scene();
    const charge = await stripe.charges.create({
      ...ten,
      description: 'A chair',
      metadata: { order: '7' },
      receipt_email: 'jenny@example.com',
      shipping: { name: 'Jenny', address: { line1: '1 Main St', country: 'US' } },
      statement_descriptor: 'chair',
      transfer_group: 'O-7',
      radar_options: { session: 'rse_7' },
      expand: ['balance_transaction'],
    });
    expectShape(charge);
    expect(charge).toMatchObject({
      object: 'charge',
      amount: 1000,
      amount_captured: 1000,
      amount_refunded: 0,
      balance_transaction: { amount: 1000, fee: 59, type: 'charge' },
      calculated_statement_descriptor: 'TEST PLATF* CHAIR',
      captured: true,
      currency: 'usd',
      customer: null,
      description: 'A chair',
      metadata: { order: '7' },
      outcome: { type: 'authorized' },
      paid: true,
      payment_intent: null,
      payment_method_details: {
        type: 'card',
        card: { brand: 'visa', last4: '4242', checks: { cvc_check: 'pass' } },
      },
      receipt_email: 'jenny@example.com',
      refunded: false,
      shipping: { name: 'Jenny', address: { line1: '1 Main St' } },
      source: { object: 'card', brand: 'Visa', last4: '4242', cvc_check: 'pass' },
      status: 'succeeded',
      transfer_group: 'O-7',
    });
    const card = charge.source as Stripe.Card;
    expect(charge.payment_method).toBe(card.id);
    expect(await stripe.charges.retrieve(charge.id)).toMatchObject({ source: { id: card.id } });
    expect((await stripe.charges.list({ transfer_group: 'O-7' })).data).toHaveLength(1);
    expect((await stripe.paymentIntents.list()).data).toEqual([]);
    expect((await eventTypes(stripe)).slice(-1)).toEqual(['charge.succeeded']);
  });

  test('uses a made token up, and shows its card', async () => {
    const { emulator, stripe } = await scene();
    const answer = await fetch(`${emulator.urls.api}/v1/tokens`, {
      method: 'POST',
      headers: { authorization: 'Bearer pk_test_emulator' },
      body: new URLSearchParams({
        'card[number]': '5555555555554444',
        'card[exp_month]': '8',
        'card[exp_year]': '2035',
        'card[cvc]': '123',
        'card[name]': 'Jenny',
      }),
    });
    const { id, card } = (await answer.json()) as { id: string; card: { id: string } };
    const charge = await stripe.charges.create({ ...ten, source: id });
    expectShape(charge);
    expect(charge).toMatchObject({
      billing_details: { name: 'Jenny' },
      source: { id: card.id, brand: 'MasterCard', exp_year: 2035, name: 'Jenny' },
    });
    expect(await failure(stripe.charges.create({ ...ten, source: id }))).toMatchObject({
      statusCode: 400,
      code: 'token_already_used',
    });
  });

  test.each([
    ['tok_visa_chargeDeclined', 'card_declined', 'generic_decline'],
    ['tok_visa_chargeDeclinedInsufficientFunds', 'card_declined', 'insufficient_funds'],
    ['tok_chargeDeclinedExpiredCard', 'expired_card', 'expired_card'],
    ['tok_chargeCustomerFail', 'card_declined', 'generic_decline'],
    ['tok_radarBlock', 'card_declined', 'fraudulent'],
    ['tok_threeDSecure2Required', 'authentication_required', 'authentication_required'],
  ])('of %s fails, and stays', async (source, code, decline_code) => {
    const { stripe } = await scene();
    const error = await failure(stripe.charges.create({ ...ten, source }));
    expect(error).toMatchObject({ statusCode: 402, type: 'StripeCardError', code, decline_code });
    const { charge: id } = error.raw as { charge: string };
    expect(await stripe.charges.retrieve(id)).toMatchObject({
      status: 'failed',
      paid: false,
      captured: false,
      failure_code: code,
      payment_intent: null,
      balance_transaction: null,
    });
    expect((await eventTypes(stripe)).slice(-1)).toEqual(['charge.failed']);
  });

  test.each([
    [{ currency: 'usd', source: 'tok_visa' }, 400, 'parameter_missing', 'amount'],
    [{ amount: 1000, source: 'tok_visa' }, 400, 'parameter_missing', 'currency'],
    [{ amount: 1000, currency: 'usd' }, 400, 'parameter_missing', undefined],
    [{ ...ten, amount: 10 }, 400, 'amount_too_small', 'amount'],
    [{ ...ten, source: 'tok_1000000000000000000000000' }, 400, 'resource_missing', 'source'],
    [{ ...ten, source: 'pm_card_visa' }, 400, 'resource_missing', 'source'],
    [{ ...ten, source: 'src_1' }, 400, undefined, 'source'],
    [{ ...ten, source: 'card_1' }, 400, undefined, 'source'],
    [{ ...ten, customer: 'cus_none' }, 404, 'resource_missing', 'customer'],
    [{ ...ten, application_fee_amount: 10 }, 400, undefined, 'application_fee_amount'],
    [{ ...ten, transfer_data: { destination: 'acct_none' } }, 400, 'resource_missing', undefined],
    [{ ...ten, receipt_email: 'jenny' }, 400, 'email_invalid', 'receipt_email'],
    [{ ...ten, on_behalf_of: 'acct_none' }, 400, 'resource_missing', 'on_behalf_of'],
    [{ ...ten, application_fee: 1, application_fee_amount: 1 }, 400, undefined, undefined],
  ] as [Stripe.ChargeCreateParams, number, string | undefined, string | undefined][])(
    'is refused: %o',
    async (given, statusCode, code, param) => {
      const { stripe } = await scene();
      const error = await failure(stripe.charges.create(given));
      expect(error).toMatchObject({
        statusCode,
        ...(code ? { code } : {}),
        ...(param ? { param } : {}),
      });
      expect((await stripe.charges.list()).data).toEqual([]);
    },
  );

  test('needs a card of its customer’s', async () => {
    const { stripe, jenny } = await scene();
    const bare = stripe.charges.create({ amount: 1000, currency: 'usd', customer: jenny });
    expect(await failure(bare)).toMatchObject({ statusCode: 402, code: 'missing', param: 'card' });
    expect(await failure(stripe.charges.create({ ...ten, customer: jenny }))).toMatchObject({
      statusCode: 404,
      code: 'missing',
      param: 'source',
    });
  });

  test('on a connected account pays the platform its fee', async () => {
    const { stripe, seller } = await scene();
    const charge = await stripe.charges.create(
      { ...ten, currency: 'eur', application_fee_amount: 100, expand: ['application_fee'] },
      seller,
    );
    expectShape(charge);
    expect(charge).toMatchObject({
      application_fee_amount: 100,
      application_fee: { amount: 100, charge: charge.id },
      calculated_statement_descriptor: 'ATELIER',
    });
    expect(String(charge.application)).toMatch(/^ca_/);
    const refund = await stripe.refunds.create(
      { charge: charge.id, refund_application_fee: true, expand: ['charge'] },
      seller,
    );
    expect(refund).toMatchObject({
      amount: 1000,
      payment_intent: null,
      charge: { refunded: true },
    });
    const { data } = await stripe.applicationFees.list({ charge: charge.id });
    expect(data).toMatchObject([{ amount_refunded: 100, refunded: true }]);
  });

  test('goes on to a destination, by the new name and by the old', async () => {
    const { stripe, american } = await scene();
    for (const given of [
      { transfer_data: { destination: american, amount: 800 } },
      { destination: { account: american, amount: 800 } },
    ]) {
      const charge = await stripe.charges.create({
        ...ten,
        ...given,
        on_behalf_of: american,
        expand: ['transfer'],
      });
      expectShape(charge);
      expect(charge).toMatchObject({
        on_behalf_of: american,
        transfer: { amount: 800, destination: american, source_transaction: charge.id },
        transfer_data: { amount: 800, destination: american },
        transfer_group: `group_${charge.id}`,
      });
      await stripe.refunds.create({ charge: charge.id, reverse_transfer: true });
    }
  });

  test('is disputed where its card is', async () => {
    const { stripe } = await scene();
    const charge = await stripe.charges.create({ ...ten, source: 'tok_createDispute' });
    expect(charge.disputed).toBe(true);
    const { data } = await stripe.disputes.list({ charge: charge.id });
    expect(data).toMatchObject([{ reason: 'fraudulent', payment_intent: null }]);
  });

  test('is made once for one key', async () => {
    const { stripe } = await scene();
    const key = { idempotencyKey: 'chair-7' };
    const first = await stripe.charges.create(ten, key);
    expect((await stripe.charges.create(ten, key)).id).toBe(first.id);
    const bad = { ...ten, source: 'tok_visa_chargeDeclined' };
    const failed = await failure(stripe.charges.create(bad, { idempotencyKey: 'chair-8' }));
    const again = await failure(stripe.charges.create(bad, { idempotencyKey: 'chair-8' }));
    expect((again.raw as { charge: string }).charge).toBe(
      (failed.raw as { charge: string }).charge,
    );
  });
});

describe('a charge that only holds', () => {
  const held = { ...ten, capture: false };

  test('is captured once, all or in part', async () => {
    const { stripe, seller } = await scene();
    const before = await stripe.charges.create({ ...held, currency: 'eur' }, seller);
    expect(before).toMatchObject({
      captured: false,
      amount_captured: 0,
      balance_transaction: null,
    });
    const much = stripe.charges.capture(before.id, { amount: 1001 }, seller);
    expect(await failure(much)).toMatchObject({ code: 'amount_too_large', param: 'amount' });
    const charge = await stripe.charges.capture(
      before.id,
      {
        amount: 700,
        application_fee_amount: 70,
        receipt_email: 'j@example.com',
        statement_descriptor_suffix: 'part',
        transfer_group: 'O-8',
        expand: ['balance_transaction'],
      },
      seller,
    );
    expectShape(charge);
    expect(charge).toMatchObject({
      amount: 1000,
      amount_captured: 700,
      amount_refunded: 0,
      balance_transaction: { amount: 700 },
      calculated_statement_descriptor: 'ATELIER* PART',
      captured: true,
      receipt_email: 'j@example.com',
      refunded: false,
      transfer_group: 'O-8',
    });
    expect(await failure(stripe.charges.capture(before.id, {}, seller))).toMatchObject({
      code: 'charge_already_captured',
    });
    expect(await eventTypes(stripe, seller)).toEqual(['charge.succeeded', 'charge.captured']);
    const { data } = await stripe.applicationFees.list({ charge: charge.id });
    expect(data).toMatchObject([{ amount: 70 }]);
  });

  test('is released by a refund of the whole', async () => {
    const { stripe } = await scene();
    const { id } = await stripe.charges.create(held);
    const part = stripe.refunds.create({ charge: id, amount: 1 });
    expect(await failure(part)).toMatchObject({ statusCode: 400, param: 'amount' });
    const refund = await stripe.refunds.create({ charge: id, expand: ['charge'] });
    expectShape(refund);
    expect(refund).toMatchObject({
      amount: 1000,
      balance_transaction: null,
      status: 'succeeded',
      charge: { refunded: true, captured: false },
    });
    for (const call of [stripe.refunds.create({ charge: id }), stripe.charges.capture(id)]) {
      expect(await failure(call)).toMatchObject({ code: 'charge_already_refunded' });
    }
    expect((await stripe.balanceTransactions.list()).data).toEqual([]);
  });

  test('expires after seven days', async () => {
    const { emulator, stripe } = await scene({ clock: () => Date.UTC(2026, 0, 5) });
    const { id } = await stripe.charges.create(held);
    await control(emulator, 'POST', '/clock', { advance_seconds: 7 * 24 * 60 * 60 });
    expect(await failure(stripe.charges.capture(id))).toMatchObject({
      statusCode: 400,
      code: 'charge_expired_for_capture',
    });
    expect((await eventTypes(stripe)).slice(-1)).toEqual(['charge.expired']);
  });
});
