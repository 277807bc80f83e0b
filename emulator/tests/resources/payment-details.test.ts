import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { atTheBank, charge, cloneCard, expectShape, failure, saveCard, scene } from './scene';

describe('what a payment says', () => {
  test('is accepted in all of Stripe’s words, and kept', async () => {
    const made = await scene();
    const { stripe, account, seller } = made;
    const parameters: Stripe.PaymentIntentCreateParams = {
      amount: 2500,
      currency: 'eur',
      allowed_payment_method_types: ['card', 'klarna'],
      capture_method: 'automatic',
      confirmation_method: 'automatic',
      description: 'Mugs',
      metadata: { a: '1' },
      on_behalf_of: account,
      payment_details: { customer_reference: 'C-1', order_reference: 'O-1' },
      payment_method_options: {
        card: {
          network: 'visa',
          request_extended_authorization: 'if_available',
          request_multicapture: 'if_available',
          request_overcapture: 'never',
          request_three_d_secure: 'automatic',
          setup_future_usage: 'on_session',
          statement_descriptor_suffix_kana: 'マグ',
        },
      },
      radar_options: { session: 'rse_1' },
      receipt_email: 'j@example.com',
      setup_future_usage: 'off_session',
      shipping: { name: 'Jenny', address: { line1: 'Main St 1' }, carrier: 'Post' },
      statement_descriptor_suffix: 'mugs',
      transfer_group: 'G-1',
    };
    const intent = await stripe.paymentIntents.create(parameters, seller);
    expectShape(intent);
    expect(intent).toMatchObject({
      allowed_payment_method_types: ['card', 'klarna'],
      automatic_payment_methods: null,
      payment_method_types: ['card'],
      capture_method: 'automatic',
      on_behalf_of: account,
      payment_details: parameters.payment_details,
      payment_method_options: { card: { network: 'visa', setup_future_usage: 'on_session' } },
      receipt_email: 'j@example.com',
      shipping: { name: 'Jenny', carrier: 'Post', address: { line1: 'Main St 1', city: null } },
      transfer_group: 'G-1',
    });
    const paid = await stripe.paymentIntents.confirm(
      intent.id,
      { payment_method: 'pm_card_visa', expand: ['latest_charge'] },
      seller,
    );
    expectShape(paid);
    expect(paid.latest_charge).toMatchObject({
      description: 'Mugs',
      on_behalf_of: account,
      radar_options: { session: 'rse_1' },
      receipt_email: 'j@example.com',
      transfer_group: 'G-1',
      payment_method_details: {
        card: {
          multicapture: { status: 'unavailable' },
          extended_authorization: { status: 'disabled' },
        },
      },
    });
  });

  test.each([
    [{ on_behalf_of: 'acct_1PgafmB7WZ01zgkW' }, 'on_behalf_of'],
    [{ receipt_email: 'jenny' }, 'receipt_email'],
    [{ hooks: { inputs: { tax: { calculation: 'taxcalc_1' } } } }, 'hooks'],
    [{ customer_account: 'acct_1PgafmB7WZ01zgkW' }, 'customer_account'],
    [{ off_session: true }, 'off_session'],
    [{ mandate: 'mandate_1' }, 'mandate'],
    [{ statement_descriptor: 'WHOLE' }, 'statement_descriptor'],
    [{ statement_descriptor_suffix: '12' }, 'statement_descriptor_suffix'],
    [
      {
        confirm: true,
        automatic_payment_methods: { enabled: true },
        error_on_requires_action: true,
      },
      'error_on_requires_action',
    ],
    [
      {
        payment_method: 'pm_card_visa',
        confirm: true,
        payment_method_options: {
          card: { installments: { enabled: true, plan: { type: 'fixed_count', count: 3 } } },
        },
      },
      'payment_method_options[card][installments][plan]',
    ],
  ] as [Partial<Stripe.PaymentIntentCreateParams>, string][])(
    'is not %o',
    async (parameters, param) => {
      const { stripe, seller } = await scene();
      const error = await failure(
        stripe.paymentIntents.create({ amount: 2500, currency: 'eur', ...parameters }, seller),
      );
      expect(error).toMatchObject({ statusCode: 400, param });
      expect((await stripe.paymentIntents.list({}, seller)).data).toEqual([]);
    },
  );

  test('a seller acts for nobody else', async () => {
    const { stripe, american, seller } = await scene();
    const intent = { amount: 2500, currency: 'eur', on_behalf_of: american };
    const payment = await failure(stripe.paymentIntents.create(intent, seller));
    expect(payment).toMatchObject({ statusCode: 400, param: 'on_behalf_of' });
    const setUp = { on_behalf_of: american };
    const saving = await failure(stripe.setupIntents.create(setUp, seller));
    expect(saving).toMatchObject({ statusCode: 400, param: 'on_behalf_of' });
    const platform = await stripe.paymentIntents.create({ ...intent, currency: 'usd' });
    expect(platform.on_behalf_of).toBe(american);
  });
});

describe('a payment intent', () => {
  test('changes while it is open', async () => {
    const { stripe, seller } = await scene();
    const { id } = await stripe.paymentIntents.create(
      {
        amount: 2500,
        currency: 'eur',
        automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
      },
      seller,
    );
    const changed = await stripe.paymentIntents.update(
      id,
      {
        amount: 3000,
        application_fee_amount: 100,
        description: 'More',
        excluded_payment_method_types: ['klarna'],
        payment_details: { order_reference: 'O-2' },
        payment_method: 'pm_card_visa',
        receipt_email: 'j@example.com',
        transfer_group: 'G',
      },
      seller,
    );
    expectShape(changed);
    expect(changed).toMatchObject({
      amount: 3000,
      status: 'requires_confirmation',
      automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
      excluded_payment_method_types: ['klarna'],
      payment_details: { order_reference: 'O-2' },
    });
    const emptied = await stripe.paymentIntents.update(
      id,
      { application_fee_amount: '', description: '', payment_details: '', receipt_email: '' },
      seller,
    );
    expect(emptied).toMatchObject({
      application_fee_amount: null,
      description: null,
      receipt_email: null,
    });
    expect(emptied.payment_details).toBeUndefined();
    const paid = await stripe.paymentIntents.confirm(id, {}, seller);
    expect(paid.status).toBe('succeeded');
    const late = await failure(stripe.paymentIntents.update(id, { amount: 1 }, seller));
    expect(late.code).toBe('payment_intent_unexpected_state');
    const noted = await stripe.paymentIntents.update(id, { metadata: { a: '1' } }, seller);
    expect(noted.metadata).toEqual({ a: '1' });
  });

  test('has no micro-deposits, and confirms no part of itself', async () => {
    const { stripe, seller } = await scene();
    const { id } = await stripe.paymentIntents.create({ amount: 2500, currency: 'eur' }, seller);
    const error = await failure(
      stripe.paymentIntents.verifyMicrodeposits(id, { amounts: [32, 45] }, seller),
    );
    expect(error).toMatchObject({ statusCode: 400, code: 'intent_invalid_state' });
    const part = { payment_method: 'pm_card_visa', amount_to_confirm: 100, off_session: true };
    expect(await failure(stripe.paymentIntents.confirm(id, part, seller))).toMatchObject({
      statusCode: 400,
      param: 'amount_to_confirm',
    });
  });

  test('with several answers of 3D Secure on its way fails and then succeeds', async () => {
    const made = await scene();
    const { emulator, stripe, seller } = made;
    const clone = await cloneCard(made, await saveCard(made, 'pm_card_authenticationRequired'));
    const waiting = await charge(made, clone.id, {
      off_session: false,
      return_url: 'http://localhost',
      use_stripe_sdk: true,
    });
    await atTheBank(emulator, waiting, 'fail');
    const failed = await stripe.paymentIntents.retrieve(waiting.id, {}, seller);
    expect(failed).toMatchObject({
      status: 'requires_payment_method',
      latest_charge: null,
      last_payment_error: { code: 'payment_intent_authentication_failure' },
    });
    const fresh = await cloneCard(
      made,
      String((await stripe.customers.listPaymentMethods(made.jenny)).data[0]?.id),
    );
    const again = await stripe.paymentIntents.confirm(
      waiting.id,
      { payment_method: fresh.id, return_url: 'http://localhost', use_stripe_sdk: true },
      seller,
    );
    await atTheBank(emulator, again, 'authenticate');
    const paid = await stripe.paymentIntents.retrieve(waiting.id, {}, seller);
    expect(paid).toMatchObject({ status: 'succeeded', last_payment_error: null });
  });
});
