import { describe, expect, test } from 'vitest';
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
});
