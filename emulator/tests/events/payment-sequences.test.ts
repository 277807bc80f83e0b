/**
 * The events of payments, in their documented order
 * (docs.stripe.com/payments/paymentintents/lifecycle, docs.stripe.com/connect/webhooks).
 */
import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import {
  atTheBank,
  charge,
  cloneCard,
  eventually,
  failure,
  saveCard,
  scene,
  type Scene,
} from '../resources/scene';
import { control } from '../support/raw-call';
import { objectOf, previous, types, witness } from './witness';

const redirect = { return_url: 'http://localhost/back', use_stripe_sdk: true };

/** Waits for the balance transaction of a charge on the French seller's account. */
function booked({ stripe, seller }: Scene, intent: Stripe.PaymentIntent): Promise<unknown> {
  return eventually(async () => {
    const { balance_transaction } = await stripe.charges.retrieve(
      String(intent.latest_charge),
      {},
      seller,
    );
    return balance_transaction;
  });
}

describe('a direct charge', () => {
  test('that succeeds tells the seller, and the platform of its fee', async () => {
    const here = await scene();
    const card = await saveCard(here, 'pm_card_visa');
    const clone = await cloneCard(here, card);
    const told = await witness(here);
    let intent: Stripe.PaymentIntent | undefined;
    const { platform, seller } = await told.during(async () => {
      intent = await charge(here, clone.id, { application_fee_amount: 250 });
      await booked(here, intent);
    });
    expect(types(seller)).toEqual([
      'payment_intent.created',
      'charge.succeeded',
      'payment_intent.succeeded',
      'charge.updated',
    ]);
    expect(types(platform)).toEqual(['application_fee.created']);
    expect(objectOf(seller, 'payment_intent.created')).toMatchObject({
      id: intent?.id,
      status: expect.stringMatching(/^requires_/),
      latest_charge: null,
    });
    expect(objectOf(seller, 'charge.succeeded')).toMatchObject({
      id: intent?.latest_charge,
      balance_transaction: null,
    });
    expect(previous(seller, 'charge.updated')).toMatchObject({ balance_transaction: null });
    expect(seller.at(-1)?.request).toEqual({ id: null, idempotency_key: null });
    expect(objectOf(platform, 'application_fee.created')).toMatchObject({
      account: here.account,
      amount: 250,
      charge: intent?.latest_charge,
    });
  });

  test('that is booked at once has its balance transaction from the start', async () => {
    const here = await scene();
    const clone = await cloneCard(here, await saveCard(here, 'pm_card_visa'));
    const told = await witness(here);
    const { seller } = await told.during(() =>
      charge(here, clone.id, { capture_method: 'automatic' }),
    );
    expect(types(seller)).toEqual([
      'payment_intent.created',
      'charge.succeeded',
      'payment_intent.succeeded',
    ]);
    expect(objectOf(seller, 'charge.succeeded').balance_transaction).toMatch(/^txn_/);
  });

  test('that is declined', async () => {
    const here = await scene();
    const clone = await cloneCard(here, await saveCard(here, 'pm_card_chargeCustomerFail'));
    const told = await witness(here);
    const { platform, seller } = await told.during(() => failure(charge(here, clone.id)));
    expect(types(seller)).toEqual([
      'payment_intent.created',
      'charge.failed',
      'payment_intent.payment_failed',
    ]);
    expect(platform).toEqual([]);
    expect(objectOf(seller, 'charge.failed')).toMatchObject({
      status: 'failed',
      failure_code: 'card_declined',
    });
    expect(objectOf(seller, 'payment_intent.payment_failed')).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { code: 'card_declined' },
    });
  });

  test.each(['authenticate', 'fail'] as const)(
    'that wants 3D Secure: the buyer presses %s',
    async (outcome) => {
      const here = await scene();
      const { stripe, seller: options } = here;
      const told = await witness(here);
      const { seller } = await told.during(async () => {
        const intent = await stripe.paymentIntents.create(
          {
            amount: 2500,
            currency: 'eur',
            payment_method: 'pm_card_threeDSecure2Required',
            confirm: true,
            capture_method: 'automatic',
            ...redirect,
          },
          options,
        );
        await atTheBank(here.emulator, intent, outcome);
      });
      expect(types(seller)).toEqual([
        'payment_intent.created',
        'payment_intent.requires_action',
        ...(outcome === 'authenticate'
          ? ['charge.succeeded', 'payment_intent.succeeded']
          : ['payment_intent.payment_failed']),
      ]);
      expect(objectOf(seller, 'payment_intent.requires_action')).toMatchObject({
        status: 'requires_action',
        next_action: { type: 'use_stripe_sdk' },
      });
    },
  );

  test.each([
    [false, ['payment_intent.created', 'payment_intent.payment_failed']],
    [true, ['payment_intent.created', 'charge.failed', 'payment_intent.payment_failed']],
  ])(
    'off session with authentication required; a failed charge is written: %s',
    async (failedChargeOnAuthenticationRequired, expected) => {
      const here = await scene({ settings: { failedChargeOnAuthenticationRequired } });
      const clone = await cloneCard(here, await saveCard(here, 'pm_card_authenticationRequired'));
      const told = await witness(here);
      const { seller } = await told.during(() => failure(charge(here, clone.id)));
      expect(types(seller)).toEqual(expected);
      expect(objectOf(seller, 'payment_intent.payment_failed')).toMatchObject({
        last_payment_error: { code: 'authentication_required' },
      });
    },
  );
});

describe('a hold', () => {
  test('is placed and captured', async () => {
    const here = await scene();
    const { stripe, seller: options } = here;
    const clone = await cloneCard(here, await saveCard(here, 'pm_card_visa'));
    const told = await witness(here);
    let intent: Stripe.PaymentIntent | undefined;
    const placed = await told.during(async () => {
      intent = await charge(here, clone.id, {
        capture_method: 'manual',
        application_fee_amount: 100,
      });
    });
    expect(types(placed.seller)).toEqual([
      'payment_intent.created',
      'charge.succeeded',
      'payment_intent.amount_capturable_updated',
    ]);
    expect(placed.platform).toEqual([]);
    expect(objectOf(placed.seller, 'charge.succeeded')).toMatchObject({ captured: false });
    expect(objectOf(placed.seller, 'payment_intent.amount_capturable_updated')).toMatchObject({
      amount_capturable: 2500,
      status: 'requires_capture',
    });

    const captured = await told.during(() =>
      stripe.paymentIntents.capture(intent?.id ?? '', { amount_to_capture: 2000 }, options),
    );
    expect(types(captured.seller)).toEqual(['charge.captured', 'payment_intent.succeeded']);
    expect(objectOf(captured.seller, 'charge.captured')).toMatchObject({
      captured: true,
      amount_captured: 2000,
    });
    expect(types(captured.platform)).toEqual(['application_fee.created']);
  });

  test('is let go', async () => {
    const here = await scene();
    const { stripe, seller: options } = here;
    const clone = await cloneCard(here, await saveCard(here, 'pm_card_visa'));
    const { id } = await charge(here, clone.id, { capture_method: 'manual' });
    const told = await witness(here);
    const { seller } = await told.during(() => stripe.paymentIntents.cancel(id, {}, options));
    expect(types(seller)).toEqual(['payment_intent.canceled']);
    expect(objectOf(seller, 'payment_intent.canceled')).toMatchObject({ status: 'canceled' });
  });
});

test('a hold that nobody captures expires by the clock', async () => {
  const here = await scene();
  const clone = await cloneCard(here, await saveCard(here, 'pm_card_visa'));
  const told = await witness(here);
  const { seller } = await told.during(async () => {
    await charge(here, clone.id, { capture_method: 'manual' });
    await control(here.emulator, 'POST', '/clock', { advance_seconds: 8 * 24 * 60 * 60 });
  });
  expect(types(seller).slice(3)).toEqual(['charge.expired', 'payment_intent.canceled']);
  expect(objectOf(seller, 'payment_intent.canceled')).toMatchObject({
    cancellation_reason: 'expired',
  });
});

describe('a PaymentIntent', () => {
  test('that is changed says nothing, and canceled it does', async () => {
    const here = await scene();
    const { stripe } = here;
    const told = await witness(here);
    const { platform } = await told.during(async () => {
      const { id } = await stripe.paymentIntents.create({ amount: 1000, currency: 'usd' });
      await stripe.paymentIntents.update(id, { amount: 1100 });
      await stripe.paymentIntents.cancel(id, { cancellation_reason: 'abandoned' });
    });
    expect(types(platform)).toEqual(['payment_intent.created', 'payment_intent.canceled']);
    expect(objectOf(platform, 'payment_intent.canceled')).toMatchObject({
      amount: 1100,
      cancellation_reason: 'abandoned',
    });
  });

  test('that saves its card attaches it', async () => {
    const here = await scene();
    const { stripe, jenny } = here;
    const told = await witness(here);
    const { platform } = await told.during(() =>
      stripe.paymentIntents.create({
        amount: 1000,
        currency: 'usd',
        customer: jenny,
        payment_method: 'pm_card_visa',
        setup_future_usage: 'off_session',
        capture_method: 'automatic',
        confirm: true,
        ...redirect,
      }),
    );
    expect(types(platform)).toEqual([
      'payment_intent.created',
      'payment_method.attached',
      'charge.succeeded',
      'payment_intent.succeeded',
    ]);
  });
});

test('a charge that is changed says what was before', async () => {
  const here = await scene();
  const { stripe, seller: options } = here;
  const clone = await cloneCard(here, await saveCard(here, 'pm_card_visa'));
  const { latest_charge } = await charge(here, clone.id, { capture_method: 'automatic' });
  const told = await witness(here);
  const { seller } = await told.during(() =>
    stripe.charges.update(String(latest_charge), { metadata: { order: '1' } }, options),
  );
  expect(types(seller)).toEqual(['charge.updated']);
  expect(previous(seller, 'charge.updated')).toEqual({ metadata: { order: null } });
});

test('a payment that its card reports as fraud comes with a warning', async () => {
  const here = await scene();
  const { stripe, seller: options } = here;
  const told = await witness(here);
  const { seller } = await told.during(async () => {
    const { latest_charge } = await charge(here, 'pm_card_createIssuerFraudRecord', {
      capture_method: 'automatic',
    });
    await stripe.refunds.create({ charge: String(latest_charge) }, options);
  });
  const names = types(seller);
  expect(names).toContain('radar.early_fraud_warning.created');
  expect(names.filter((name) => name.startsWith('charge.dispute.'))).toEqual([]);
  expect(objectOf(seller, 'radar.early_fraud_warning.created')).toMatchObject({
    object: 'radar.early_fraud_warning',
    actionable: true,
  });
  // What was refunded asks for nothing more.
  expect(previous(seller, 'radar.early_fraud_warning.updated')).toEqual({ actionable: true });
});

test('a destination charge tells the platform of the payment and of its transfer', async () => {
  const here = await scene();
  const { stripe, american } = here;
  const told = await witness(here, american);
  const { platform } = await told.during(() =>
    stripe.paymentIntents.create({
      amount: 4000,
      currency: 'usd',
      payment_method: 'pm_card_visa',
      capture_method: 'automatic',
      confirm: true,
      off_session: true,
      transfer_data: { destination: american },
    }),
  );
  expect(types(platform).filter((type) => type !== 'transfer.created')).toEqual([
    'payment_intent.created',
    'charge.succeeded',
    'payment_intent.succeeded',
  ]);
  expect(objectOf(platform, 'transfer.created')).toMatchObject({ amount: 4000 });
});
