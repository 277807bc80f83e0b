import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { control } from '../support/raw-call';
import { agreed, bank, onlyBanks, settled } from './bank-scene';
import { eventTypes, eventually, expectShape, failure, scene, type Scene } from './scene';

/** Pays the platform with a bank account of Jenny's that is verified. */
async function pay(
  { stripe }: Scene,
  method: string,
  more: Partial<Stripe.PaymentIntentCreateParams> = {},
): Promise<Stripe.PaymentIntent> {
  return stripe.paymentIntents.create({
    amount: 10_000,
    currency: 'usd',
    payment_method: method,
    confirm: true,
    ...onlyBanks,
    ...agreed,
    ...more,
  });
}

async function chargeOf({ stripe }: Scene, intent: Stripe.PaymentIntent): Promise<Stripe.Charge> {
  return stripe.charges.retrieve(String(intent.latest_charge));
}

describe('debits', () => {
  test('are processing until the money comes, which is available at once', async () => {
    const made = await scene({ settings: { settleDelayMs: 60_000 } });
    const { stripe, emulator } = made;
    const intent = await pay(made, 'pm_usBankAccount_success');
    expectShape(intent);
    expect(intent).toMatchObject({ status: 'processing', amount_received: 0, processing: null });
    const pending = await chargeOf(made, intent);
    expectShape(pending);
    expect(pending.id).toMatch(/^py_/);
    expect(pending).toMatchObject({
      status: 'pending',
      paid: false,
      captured: true,
      balance_transaction: null,
      outcome: null,
      receipt_url: null,
      payment_method_details: {
        type: 'us_bank_account',
        us_bank_account: {
          bank_name: 'STRIPE TEST BANK',
          last4: '6789',
          payment_reference: null,
          routing_number: '110000000',
        },
      },
    });
    expect((await stripe.balance.retrieve()).available).toMatchObject([{ amount: 0 }]);
    await control(emulator, 'POST', '/clock', { advance_seconds: 60 });
    const done = await settled(stripe, intent.id);
    expectShape(done);
    expect(done).toMatchObject({ status: 'succeeded', amount_received: 10_000 });
    const charge = await chargeOf(made, done);
    expectShape(charge);
    expect(charge).toMatchObject({
      status: 'succeeded',
      paid: true,
      outcome: { type: 'authorized', network_status: 'approved_by_network' },
    });
    const details = charge.payment_method_details?.us_bank_account;
    expect(details?.payment_reference).toMatch(/^\d{15}$/);
    const entry = await stripe.balanceTransactions.retrieve(String(charge.balance_transaction));
    expectShape(entry);
    // 0.8 %, and never more than five dollars.
    expect(entry).toMatchObject({ type: 'payment', fee: 80, net: 9920, status: 'available' });
    expect(await eventTypes(stripe)).toEqual([
      'customer.created',
      'payment_intent.created',
      'payment_intent.processing',
      'charge.pending',
      'charge.succeeded',
      'payment_intent.succeeded',
      'balance.available',
    ]);
  });

  test('cost at most five dollars', async () => {
    const made = await scene();
    const { stripe } = made;
    const { id } = await pay(made, 'pm_usBankAccount_success', { amount: 500_000 });
    const charge = await chargeOf(made, await settled(stripe, id));
    const entry = await stripe.balanceTransactions.retrieve(String(charge.balance_transaction));
    expect(entry.fee).toBe(500);
  });

  test.each([
    ['pm_usBankAccount_accountClosed', 'account_closed', 'R02'],
    ['pm_usBankAccount_noAccount', 'no_account', 'R03'],
    ['pm_usBankAccount_insufficientFunds', 'insufficient_funds', null],
    ['pm_usBankAccount_debitNotAuthorized', 'debit_not_authorized', 'R10'],
    ['pm_usBankAccount_invalidCurrency', 'payment_method_currency_mismatch', null],
    ['pm_usBankAccount_weeklyLimitExceeded', 'charge_exceeds_source_limit', null],
  ])('of %s fail later with %s', async (method, code, blocked) => {
    const made = await scene();
    const { stripe } = made;
    const intent = await pay(made, method);
    expect(intent.status).toBe('processing');
    const failed = await settled(stripe, intent.id);
    expectShape(failed);
    expect(failed).toMatchObject({
      status: 'requires_payment_method',
      payment_method: null,
      latest_charge: intent.latest_charge,
      last_payment_error: {
        code,
        charge: intent.latest_charge,
        payment_method: { id: intent.payment_method },
        payment_method_type: 'us_bank_account',
      },
    });
    const charge = await chargeOf(made, failed);
    expectShape(charge);
    expect(charge).toMatchObject({
      status: 'failed',
      paid: false,
      failure_code: code,
      failure_message: failed.last_payment_error?.message,
      balance_transaction: null,
    });
    const after = await stripe.paymentMethods.retrieve(String(intent.payment_method));
    expectShape(after);
    expect(after.us_bank_account?.status_details?.blocked?.network_code ?? null).toBe(blocked);
    const types = await eventTypes(stripe);
    expect(types.slice(types.indexOf('charge.failed'))).toEqual([
      'charge.failed',
      'payment_intent.payment_failed',
      // An account that may not be debited has no mandate any more.
      ...(code === 'debit_not_authorized' ? ['mandate.updated'] : []),
    ]);
  });

  test('that Radar takes for a fraud’s fail at once', async () => {
    const made = await scene();
    const { stripe } = made;
    const error = await failure(pay(made, 'pm_usBankAccount_riskLevelHighest'));
    expect(error).toMatchObject({
      statusCode: 402,
      payment_intent: { status: 'requires_payment_method' },
    });
    const charge = await stripe.charges.retrieve(String(error.charge));
    expectShape(charge);
    expect(charge).toMatchObject({
      status: 'failed',
      outcome: { type: 'blocked', risk_level: 'highest' },
    });
  });

  test('can be called off while they are under way', async () => {
    const made = await scene();
    const { stripe } = made;
    const intent = await pay(made, 'pm_usBankAccount_processing');
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe('processing');
    for (const call of [
      stripe.paymentIntents.confirm(intent.id, {}),
      stripe.paymentIntents.update(intent.id, { amount: 1 }),
    ]) {
      expect(await failure(call)).toMatchObject({ code: 'payment_intent_unexpected_state' });
    }
    const canceled = await stripe.paymentIntents.cancel(intent.id);
    expect(canceled).toMatchObject({ status: 'canceled', amount_received: 0 });
    expect(await chargeOf(made, canceled)).toMatchObject({ status: 'failed', paid: false });
    expect(await failure(stripe.refunds.create({ payment_intent: intent.id }))).toMatchObject({
      statusCode: 400,
    });
  });

  test('need a mandate, and leave one', async () => {
    const made = await scene();
    const { stripe, jenny } = made;
    const { id: saved } = await stripe.paymentMethods.attach('pm_usBankAccount_success', {
      customer: jenny,
    });
    const plain = { amount: 1000, currency: 'usd', customer: jenny, payment_method: saved };
    const error = await failure(
      stripe.paymentIntents.create({ ...plain, confirm: true, ...onlyBanks }),
    );
    expect(error).toMatchObject({
      statusCode: 400,
      type: 'StripeInvalidRequestError',
      message:
        'This PaymentIntent requires a mandate, but no existing mandate was found. Collect mandate acceptance from the customer and try again, providing acceptance data in the mandate_data parameter.',
      payment_intent: { status: 'requires_confirmation' },
    });
    expect(error.code).toBeUndefined();
    // The intent is there, and is confirmed with what was missing.
    const id = error.payment_intent?.id ?? '';
    const intent = await stripe.paymentIntents.confirm(id, agreed);
    const once = await chargeOf(made, await settled(stripe, intent.id));
    const mandate = await stripe.mandates.retrieve(
      String(once.payment_method_details?.us_bank_account?.mandate),
    );
    expectShape(mandate);
    expect(mandate).toMatchObject({
      type: 'single_use',
      single_use: { amount: 1000, currency: 'usd' },
    });
    // It was for that payment; the next one needs its own, or one for all to come.
    expect(
      (await failure(stripe.paymentIntents.create({ ...plain, confirm: true, ...onlyBanks })))
        .message,
    ).toContain('requires a mandate');
    await pay(made, saved, { customer: jenny, setup_future_usage: 'off_session' });
    const later = await stripe.paymentIntents.create({
      ...plain,
      confirm: true,
      off_session: true,
      ...onlyBanks,
      expand: ['latest_charge.payment_method_details.us_bank_account.mandate'],
    });
    expect(later.status).toBe('processing');
    const details = (later.latest_charge as Stripe.Charge).payment_method_details;
    expect(details?.us_bank_account?.mandate).toMatchObject({ type: 'multi_use' });
  });

  test('take the one mandate that a setup intent was asked for', async () => {
    const made = await scene();
    const { stripe, jenny } = made;
    const setup = await stripe.setupIntents.create({
      customer: jenny,
      payment_method: 'pm_usBankAccount_success',
      single_use: { amount: 10_000, currency: 'usd' },
      confirm: true,
      ...onlyBanks,
      ...agreed,
    });
    expectShape(setup);
    expect(setup.mandate).toBeNull();
    const mandate = String(setup.single_use_mandate);
    const paying = {
      amount: 10_000,
      currency: 'usd',
      customer: jenny,
      payment_method: String(setup.payment_method),
      confirm: true,
      mandate,
      ...onlyBanks,
    };
    expect((await stripe.paymentIntents.create(paying)).status).toBe('processing');
    expect((await stripe.mandates.retrieve(mandate)).status).toBe('inactive');
    expect(await failure(stripe.paymentIntents.create(paying))).toMatchObject({
      code: 'payment_intent_mandate_invalid',
    });
  });

  test('of an account that was closed, or not verified, are refused', async () => {
    const made = await scene();
    const { stripe, jenny } = made;
    const { id } = await stripe.paymentMethods.attach('pm_usBankAccount_accountClosed', {
      customer: jenny,
    });
    const first = await pay(made, id, { customer: jenny });
    await settled(stripe, first.id);
    expect(await failure(pay(made, id, { customer: jenny }))).toMatchObject({
      statusCode: 400,
      code: 'payment_method_bank_account_blocked',
    });
    const unverified = await stripe.paymentMethods.create(bank());
    expect(await failure(pay(made, unverified.id, { off_session: true }))).toMatchObject({
      statusCode: 400,
      param: 'payment_method',
    });
    const manual = pay(made, 'pm_usBankAccount_success', { capture_method: 'manual' });
    expect(await failure(manual)).toMatchObject({ statusCode: 400, param: 'capture_method' });
  });

  test('can be disputed, which takes the money and the mandate', async () => {
    const made = await scene();
    const { stripe, jenny } = made;
    const setup = await stripe.setupIntents.create({
      customer: jenny,
      payment_method: 'pm_usBankAccount_dispute',
      confirm: true,
      ...onlyBanks,
      ...agreed,
    });
    const method = String(setup.payment_method);
    const again = { customer: jenny, off_session: true, mandate_data: '' as const };
    const intent = await pay(made, method, again);
    await settled(stripe, intent.id);
    const [dispute] = (await stripe.disputes.list({ payment_intent: intent.id })).data;
    expectShape(dispute ?? {});
    expect(dispute).toMatchObject({
      status: 'lost',
      reason: 'debit_not_authorized',
      amount: 10_000,
      is_charge_refundable: false,
    });
    const { available } = await stripe.balance.retrieve();
    expect(available[0]?.amount).toBe(-80 - 1500);
    expect(await failure(stripe.refunds.create({ payment_intent: intent.id }))).toMatchObject({
      code: 'charge_disputed',
    });
    expect((await stripe.mandates.retrieve(String(setup.mandate))).status).toBe('inactive');
    expect((await failure(pay(made, method, again))).message).toContain('requires a mandate');
    expect((await pay(made, method, { customer: jenny })).status).toBe('processing');
    const types = await eventTypes(stripe);
    const from = types.indexOf('payment_intent.succeeded');
    expect(types.slice(from, from + 5)).toEqual([
      'payment_intent.succeeded',
      'charge.dispute.created',
      'charge.dispute.funds_withdrawn',
      'charge.dispute.closed',
      'mandate.updated',
    ]);
  });

  test.each([
    ['pm_usBankAccount_success', 'succeeded', undefined],
    ['pm_usBankAccount_dispute', 'failed', 'charge_for_pending_refund_disputed'],
    ['pm_usBankAccount_insufficientFunds', 'failed', 'unknown'],
  ])('of %s are given back once they have come, or not', async (method, status, reason) => {
    const made = await scene({ settings: { settleDelayMs: 60_000 } });
    const { stripe, emulator } = made;
    const { id } = await pay(made, method);
    const refund = await stripe.refunds.create({ payment_intent: id });
    expectShape(refund);
    expect(refund).toMatchObject({
      status: 'pending',
      pending_reason: 'charge_pending',
      balance_transaction: null,
    });
    await control(emulator, 'POST', '/clock', { advance_seconds: 200 });
    const done = await eventually(async () => {
      const one = await stripe.refunds.retrieve(refund.id);
      return one.status === 'pending' ? null : one;
    });
    expectShape(done);
    expect(done).toMatchObject({ status, ...(reason ? { failure_reason: reason } : {}) });
    expect(done.pending_reason).toBeUndefined();
    const charge = await chargeOf(made, await stripe.paymentIntents.retrieve(id));
    expect(charge.amount_refunded).toBe(status === 'succeeded' ? 10_000 : 0);
    expect(charge.refunded).toBe(status === 'succeeded');
    const { available } = await stripe.balance.retrieve();
    const left = { succeeded: -80, failed: reason === 'unknown' ? 0 : -80 - 1500 }[status];
    expect(available[0]?.amount).toBe(left);
  });

  test('are refunded by a transfer that takes its time', async () => {
    const made = await scene();
    const { stripe } = made;
    const { id } = await pay(made, 'pm_usBankAccount_success');
    await settled(stripe, id);
    const refund = await stripe.refunds.create({ payment_intent: id, amount: 4000 });
    expectShape(refund);
    expect(refund.id).toMatch(/^pyr_/);
    expect(refund).toMatchObject({
      status: 'pending',
      pending_reason: 'processing',
      destination_details: {
        type: 'us_bank_transfer',
        us_bank_transfer: { reference: null, reference_status: 'pending' },
      },
    });
    const done = await eventually(async () => {
      const one = await stripe.refunds.retrieve(refund.id);
      return one.destination_details?.us_bank_transfer?.reference ? one : null;
    });
    expectShape(done);
    expect(done).toMatchObject({
      status: 'succeeded',
      destination_details: { us_bank_transfer: { reference_status: 'available' } },
    });
    const entry = await stripe.balanceTransactions.retrieve(String(done.balance_transaction));
    expect(entry).toMatchObject({ type: 'payment_refund', amount: -4000 });
    expect(
      await failure(stripe.refunds.create({ payment_intent: id, amount: 6001 })),
    ).toMatchObject({ statusCode: 400, param: 'amount' });
  });
});
