import { describe, expect, test } from 'vitest';
import { seedAccount } from '../support/emulator';
import {
  atTheBank,
  charge,
  cloneCard,
  eventTypes,
  expectShape,
  failure,
  saveCard,
  scene,
} from './scene';

describe('payment intents', () => {
  test('pay a seller off session with a clone', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const clone = await cloneCard(made, await saveCard(made, 'pm_card_visa'));
    const intent = await charge(made, clone.id, {
      currency: 'EUR',
      application_fee_amount: 250,
      metadata: { order: '7' },
      statement_descriptor_suffix: 'ORDER 7',
      receipt_email: 'j@example.com',
      expand: ['latest_charge', 'payment_method'],
    });
    expectShape(intent);
    expect(intent).toMatchObject({
      status: 'succeeded',
      amount_received: 2500,
      application_fee_amount: 250,
      capture_method: 'automatic_async',
      currency: 'eur',
      customer: null,
      payment_method: { id: clone.id },
      latest_charge: {
        paid: true,
        captured: true,
        balance_transaction: null,
        calculated_statement_descriptor: 'ATELIER* ORDER 7',
        metadata: { order: '7' },
        outcome: { type: 'authorized', network_status: 'approved_by_network' },
        payment_method_details: { card: { last4: '4242', three_d_secure: null } },
      },
    });
    expect(intent.application).toMatch(/^ca_\w{32}$/);
    const types = await eventTypes(stripe, seller);
    expect(types.slice(0, 3)).toEqual([
      'payment_intent.created',
      'charge.succeeded',
      'payment_intent.succeeded',
    ]);
    const sharedPrefix = intent.id.slice(3, 20);
    expect((intent.latest_charge as { id: string }).id.slice(3, 20)).toBe(sharedPrefix);
    expect((await stripe.paymentIntents.list()).data).toEqual([]);
  });

  test('a decline answers 402, keeps everything and consumes the clone', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const clone = await cloneCard(made, await saveCard(made, 'pm_card_chargeCustomerFail'));
    const error = await failure(charge(made, clone.id));
    expect(error).toMatchObject({
      statusCode: 402,
      rawType: 'card_error',
      code: 'card_declined',
      decline_code: 'generic_decline',
      doc_url: 'https://stripe.com/docs/error-codes/card-declined',
      payment_method: { id: clone.id },
      payment_intent: { status: 'requires_payment_method', payment_method: null },
    });
    const id = error.payment_intent?.id ?? '';
    const kept = await stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] }, seller);
    expectShape(kept);
    expect(kept).toMatchObject({
      last_payment_error: { decline_code: 'generic_decline', charge: error.charge },
      latest_charge: {
        id: error.charge,
        status: 'failed',
        paid: false,
        failure_code: 'card_declined',
      },
    });
    expect((await failure(charge(made, clone.id))).message).toContain('was previously used');
    expect((await eventTypes(stripe, seller)).slice(0, 3)).toEqual([
      'payment_intent.created',
      'charge.failed',
      'payment_intent.payment_failed',
    ]);
    const again = await cloneCard(made, await saveCard(made, 'pm_card_visa'));
    const paid = await stripe.paymentIntents.confirm(
      id,
      { payment_method: again.id, off_session: true },
      seller,
    );
    expect(paid).toMatchObject({ status: 'succeeded', last_payment_error: null });
  });

  test('a bank that asks off session is a 402 without a charge', async () => {
    const made = await scene();
    const { emulator, stripe, seller } = made;
    const clone = await cloneCard(made, await saveCard(made, 'pm_card_authenticationRequired'));
    const error = await failure(charge(made, clone.id));
    expect(error).toMatchObject({
      statusCode: 402,
      code: 'authentication_required',
      decline_code: 'authentication_required',
      message: 'Your card was declined. This transaction requires authentication.',
      payment_intent: { status: 'requires_payment_method', next_action: null, latest_charge: null },
    });
    expect((await stripe.charges.list({}, seller)).data).toEqual([]);
    // The way back: a fresh clone, with the buyer present.
    const fresh = await cloneCard(
      made,
      (await stripe.customers.listPaymentMethods(made.jenny)).data[0]?.id ?? '',
    );
    const intent = await stripe.paymentIntents.confirm(
      error.payment_intent?.id ?? '',
      { payment_method: fresh.id, return_url: 'http://localhost', use_stripe_sdk: true },
      seller,
    );
    expect(intent).toMatchObject({ status: 'requires_action', payment_method: fresh.id });
    await atTheBank(emulator, intent, 'authenticate');
    const paid = await stripe.paymentIntents.retrieve(
      intent.id,
      { expand: ['latest_charge'] },
      seller,
    );
    expect(paid).toMatchObject({
      status: 'succeeded',
      latest_charge: {
        payment_method_details: { card: { three_d_secure: { result: 'authenticated' } } },
      },
    });
  });

  test('a failed charge is written for it, by a setting', async () => {
    const made = await scene({ settings: { failedChargeOnAuthenticationRequired: true } });
    const clone = await cloneCard(made, await saveCard(made, 'pm_card_authenticationRequired'));
    const error = await failure(charge(made, clone.id));
    expect(error.charge).toMatch(/^ch_3/);
  });

  test('failing at the bank consumes an unattached card', async () => {
    const made = await scene();
    const { emulator, stripe, seller } = made;
    const clone = await cloneCard(made, await saveCard(made, 'pm_card_authenticationRequired'));
    const intent = await charge(made, clone.id, {
      off_session: false,
      return_url: 'http://localhost',
      use_stripe_sdk: true,
    });
    expect((await failure(charge(made, clone.id))).message).toContain('was previously used');
    await atTheBank(emulator, intent, 'fail');
    expect(await stripe.paymentIntents.retrieve(intent.id, {}, seller)).toMatchObject({
      status: 'requires_payment_method',
      latest_charge: null,
      last_payment_error: { code: 'payment_intent_authentication_failure' },
    });
    const again = { payment_method: clone.id, off_session: true };
    const error = await failure(stripe.paymentIntents.confirm(intent.id, again, seller));
    expect(error.message).toContain('was previously used');
  });

  test('error_on_requires_action fails instead of waiting', async () => {
    const made = await scene();
    const error = await failure(
      charge(made, 'pm_card_authenticationRequired', {
        off_session: false,
        return_url: 'http://localhost',
        error_on_requires_action: true,
      }),
    );
    expect(error).toMatchObject({ statusCode: 402, code: 'payment_intent_action_required' });
  });

  test('a platform’s card is named in the error of a connected account', async () => {
    const made = await scene();
    const card = await saveCard(made, 'pm_card_visa');
    const error = await failure(charge(made, card));
    expect(error).toMatchObject({
      statusCode: 400,
      code: 'resource_missing',
      param: 'payment_method',
    });
    expect(error.message).toBe(
      `No such PaymentMethod: '${card}'; OAuth key or Stripe-Account header was used but API request was provided with a platform-owned payment method ID. Please ensure that the provided payment method matches the specified account.`,
    );
    const unknown = await failure(charge(made, 'pm_nope'));
    expect(unknown).toMatchObject({ statusCode: 400, message: "No such PaymentMethod: 'pm_nope'" });
  });

  test('hold money with manual capture', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const hold = { capture_method: 'manual', application_fee_amount: 100 } as const;
    const held = await charge(made, 'pm_card_visa', hold);
    expect(held).toMatchObject({
      status: 'requires_capture',
      amount_capturable: 2500,
      amount_received: 0,
    });
    const direct = await failure(stripe.charges.capture(String(held.latest_charge), {}, seller));
    expect(direct.message).toContain('You must capture the PaymentIntent instead');
    const captured = await stripe.paymentIntents.capture(
      held.id,
      { amount_to_capture: 2000 },
      seller,
    );
    expect(captured).toMatchObject({
      status: 'succeeded',
      amount_received: 2000,
      amount_capturable: 0,
    });
    const released = await charge(made, 'pm_card_visa', hold);
    const canceled = await stripe.paymentIntents.cancel(released.id, {}, seller);
    expect(canceled).toMatchObject({ status: 'canceled', amount_capturable: 0 });
    expect(await stripe.charges.retrieve(String(released.latest_charge), {}, seller)).toMatchObject(
      {
        captured: false,
        refunded: true,
      },
    );
    const error = await failure(stripe.paymentIntents.cancel(captured.id, {}, seller));
    expect(error.message).toContain('because it has a status of succeeded');
  });

  test('save the card with setup_future_usage', async () => {
    const { stripe, jenny } = await scene();
    const intent = await stripe.paymentIntents.create({
      amount: 500,
      currency: 'usd',
      customer: jenny,
      payment_method: 'pm_card_visa',
      setup_future_usage: 'off_session',
      confirm: true,
      return_url: 'http://localhost',
    });
    const { data } = await stripe.customers.listPaymentMethods(jenny);
    expect(data.map(({ id }) => id)).toEqual([intent.payment_method]);
    const { id: nobody } = await stripe.paymentIntents.create({
      amount: 500,
      currency: 'usd',
      customer: jenny,
    });
    await stripe.customers.update(jenny, {
      invoice_settings: { default_payment_method: String(intent.payment_method) },
    });
    const byDefault = await stripe.paymentIntents.confirm(nobody, { off_session: true });
    expect(byDefault).toMatchObject({ status: 'succeeded', payment_method: intent.payment_method });
  });

  test('check amounts, currencies and fees', async () => {
    const { stripe, seller } = await scene();
    const make = (given: object, options = {}) =>
      failure(stripe.paymentIntents.create({ amount: 1000, currency: 'usd', ...given }, options));
    expect(await make({ amount: 49 })).toMatchObject({
      code: 'amount_too_small',
      message: 'Amount must be at least $0.50 usd',
    });
    expect(await make({ amount: 0 })).toMatchObject({
      code: 'parameter_invalid_integer',
      param: 'amount',
    });
    expect(await make({ amount: 100_000_000, currency: 'usd' })).toMatchObject({
      code: 'amount_too_large',
      param: 'amount',
      message: 'Amount must be no more than $999,999.99',
    });
    expect(await make({ currency: 'xxx' })).toMatchObject({ param: 'currency' });
    expect(await make({ application_fee_amount: 1 })).toMatchObject({
      param: 'application_fee_amount',
    });
    expect(await make({ application_fee_amount: 1001 }, seller)).toMatchObject({
      param: 'application_fee_amount',
    });
    expect(await make({ payment_method_types: ['card'] })).toMatchObject({
      code: 'payment_method_types_no_longer_supported',
    });
    expect(await make({ off_session: true })).toMatchObject({ param: 'off_session' });
    expect(await make({ customer: 'cus_nope' })).toMatchObject({ statusCode: 404 });
    const yen = await stripe.paymentIntents.create({ amount: 50, currency: 'JPY' });
    expect(yen).toMatchObject({ amount: 50, currency: 'jpy' });
  });

  test('need an account that may charge', async () => {
    const made = await scene();
    const { stripe, jenny } = made;
    const { id } = await stripe.accounts.create({ type: 'standard', country: 'US' });
    const card = await saveCard(made, 'pm_card_visa');
    const options = { stripeAccount: id };
    // Cloning and customers work on it already.
    const clone = await stripe.paymentMethods.create(
      { customer: jenny, payment_method: card },
      options,
    );
    await stripe.customers.create({ payment_method: clone.id }, options);
    const error = await failure(
      stripe.paymentIntents.create(
        {
          amount: 500,
          currency: 'usd',
          payment_method: 'pm_card_visa',
          confirm: true,
          off_session: true,
        },
        options,
      ),
    );
    expect(error.statusCode).toBe(400);
    expect(error.message).toContain('charges_enabled');
    expect((await stripe.paymentIntents.list({}, options)).data).toEqual([]);
  });

  test.each([
    ['pm_card_authenticationRequiredOnSetup', 'succeeded'],
    ['pm_card_authenticationRequiredSetupForOffSession', 'succeeded'],
    ['pm_card_threeDSecureOptional', 'succeeded'],
    ['pm_card_amex_threeDSecureNotSupported', 'succeeded'],
    ['pm_card_authenticationRequired', 'authentication_required'],
    ['pm_card_threeDSecure2Required', 'authentication_required'],
    ['pm_card_authenticationRequiredChargeDeclinedInsufficientFunds', 'insufficient_funds'],
  ])('%s set up on the platform, then off session: %s', async (card, outcome) => {
    const made = await scene();
    const clone = await cloneCard(made, await saveCard(made, card));
    const paid = charge(made, clone.id);
    if (outcome === 'succeeded') expect((await paid).status).toBe('succeeded');
    else expect((await failure(paid)).decline_code).toBe(outcome);
  });

  test.each([
    ['pm_card_authenticationRequiredOnSetup', 'authentication_required'],
    ['pm_card_authenticationRequiredSetupForOffSession', 'succeeded'],
    ['pm_card_radarBlock', 'fraudulent'],
  ])('%s never set up, off session: %s', async (card, outcome) => {
    const made = await scene();
    if (outcome === 'succeeded') expect((await charge(made, card)).status).toBe('succeeded');
    else expect((await failure(charge(made, card))).decline_code).toBe(outcome);
  });

  test('SCA: a set-up for a seller under it asks, and is worth more', async () => {
    const made = await scene();
    const { stripe, account, american, jenny } = made;
    const plain = await saveCard(made, 'pm_card_fr');
    const refused = await failure(charge(made, (await cloneCard(made, plain)).id));
    expect(refused.code).toBe('authentication_required');
    const abroad = await stripe.paymentMethods.create(
      { customer: jenny, payment_method: plain },
      { stripeAccount: american },
    );
    const paid = await stripe.paymentIntents.create(
      { amount: 500, currency: 'usd', payment_method: abroad.id, confirm: true, off_session: true },
      { stripeAccount: american },
    );
    expect(paid.status).toBe('succeeded');
    const strong = await saveCard(made, 'pm_card_fr', { on_behalf_of: account });
    expect((await charge(made, (await cloneCard(made, strong)).id)).status).toBe('succeeded');
    const british = await seedAccount(made.emulator, { country: 'GB' });
    const elsewhere = await stripe.paymentMethods.create(
      { customer: jenny, payment_method: strong },
      { stripeAccount: british },
    );
    const there = await stripe.paymentIntents.create(
      {
        amount: 500,
        currency: 'gbp',
        payment_method: elsewhere.id,
        confirm: true,
        off_session: true,
      },
      { stripeAccount: british },
    );
    expect(there.status).toBe('succeeded');
  });
});
