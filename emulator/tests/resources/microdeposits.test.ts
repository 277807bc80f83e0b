import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { control } from '../support/raw-call';
import { agreed, bank, onlyBanks, settled } from './bank-scene';
import { eventTypes, eventually, expectShape, failure, scene, type Scene } from './scene';

const prefix = 'payment_method_microdeposit_verification_';
const day = 24 * 60 * 60;

/** A SetupIntent whose bank account waits for its deposits. */
async function waiting(
  { stripe, jenny }: Scene,
  account?: string,
  options: Stripe.SetupIntentCreateParams = {},
): Promise<Stripe.SetupIntent> {
  return stripe.setupIntents.create({
    customer: jenny,
    confirm: true,
    payment_method_data: bank(account),
    ...onlyBanks,
    ...agreed,
    ...options,
  });
}

describe('micro-deposits', () => {
  test('verify a typed account, which is set up then', async () => {
    const made = await scene({ clock: () => Date.UTC(2026, 0, 2, 12) });
    const { stripe, jenny } = made;
    const intent = await waiting(made);
    expectShape(intent);
    expect(intent).toMatchObject({
      status: 'requires_action',
      mandate: null,
      next_action: {
        type: 'verify_with_microdeposits',
        verify_with_microdeposits: {
          // Friday's deposits are there on Tuesday.
          arrival_date: Date.UTC(2026, 0, 6, 7) / 1000,
          microdeposit_type: 'descriptor_code',
        },
      },
    });
    const [attempt] = (await stripe.setupAttempts.list({ setup_intent: intent.id })).data;
    expectShape(attempt ?? {});
    expect(attempt).toMatchObject({
      status: 'requires_action',
      payment_method_details: { type: 'us_bank_account', us_bank_account: {} },
    });
    expect((await stripe.customers.listPaymentMethods(jenny)).data).toEqual([]);
    const done = await stripe.setupIntents.verifyMicrodeposits(intent.id, { amounts: [45, 32] });
    expectShape(done);
    expect(done).toMatchObject({ status: 'succeeded', next_action: null });
    const [saved] = (await stripe.customers.listPaymentMethods(jenny)).data;
    expect(saved?.id).toBe(done.payment_method);
    const mandate = await stripe.mandates.retrieve(String(done.mandate));
    expectShape(mandate);
    expect(mandate).toMatchObject({
      status: 'active',
      type: 'multi_use',
      payment_method: saved?.id,
      payment_method_details: { type: 'us_bank_account' },
      customer_acceptance: { type: 'online', online: { ip_address: '127.0.0.1' } },
    });
    expect(await eventTypes(stripe)).toEqual([
      'customer.created',
      'setup_intent.created',
      'setup_intent.requires_action',
      'payment_method.attached',
      'setup_intent.succeeded',
    ]);
    const again = await failure(
      stripe.setupIntents.verifyMicrodeposits(intent.id, { amounts: [32, 45] }),
    );
    expect(again).toMatchObject({
      statusCode: 400,
      code: 'payment_method_bank_account_already_verified',
    });
  });

  test('verify an account that pays at once then', async () => {
    const { stripe } = await scene();
    const intent = await stripe.paymentIntents.create({
      amount: 1500,
      currency: 'usd',
      confirm: true,
      payment_method_data: bank(),
      ...onlyBanks,
      ...agreed,
    });
    expectShape(intent);
    expect(intent).toMatchObject({ status: 'requires_action', latest_charge: null });
    const told = await stripe.paymentIntents.verifyMicrodeposits(intent.id, {
      descriptor_code: 'SM11AA',
    });
    expectShape(told);
    expect(told).toMatchObject({ status: 'processing', next_action: null });
    expect(await settled(stripe, intent.id)).toMatchObject({
      status: 'succeeded',
      amount_received: 1500,
    });
    await expect
      .poll(() => eventTypes(stripe), { timeout: 20_000 })
      .toEqual([
        'customer.created',
        'payment_intent.created',
        'payment_intent.requires_action',
        'payment_intent.processing',
        'charge.pending',
        'charge.succeeded',
        'payment_intent.succeeded',
        'balance.available',
      ]);
  });

  test('count wrong answers, three for amounts and ten for a code', async () => {
    const made = await scene();
    const { stripe } = made;
    const amounts = await waiting(made);
    const answer = async (
      id: string,
      told: Stripe.SetupIntentVerifyMicrodepositsParams,
    ): Promise<Stripe.errors.StripeError> =>
      failure(stripe.setupIntents.verifyMicrodeposits(id, told));
    for (const left of [2, 1]) {
      expect(await answer(amounts.id, { amounts: [1, 2] })).toMatchObject({
        statusCode: 400,
        code: `${prefix}amounts_mismatch`,
        message: `The amounts provided do not match the amounts that were sent to the bank account. You have ${left} verification attempts remaining.`,
        setup_intent: { id: amounts.id, status: 'requires_action' },
      });
    }
    expect(await answer(amounts.id, { amounts: [1, 2] })).toMatchObject({
      statusCode: 400,
      code: `${prefix}attempts_exceeded`,
      setup_intent: { status: 'requires_payment_method' },
    });
    const code = await waiting(made);
    expect(await answer(code.id, { descriptor_code: 'SM99ZZ' })).toMatchObject({
      code: `${prefix}descriptor_code_mismatch`,
      message:
        'The verification code provided does not match the one sent to the bank account. You have 9 verification attempts remaining.',
    });
    for (let count = 2; count < 10; count += 1) {
      await answer(code.id, { descriptor_code: 'SM99ZZ' });
    }
    expect(await answer(code.id, { descriptor_code: 'SM99ZZ' })).toMatchObject({
      code: `${prefix}attempts_exceeded`,
    });
  });

  test.each([
    [{ amounts: [10, 11] }, 'attempts_exceeded'],
    [{ descriptor_code: 'SM33CC' }, 'attempts_exceeded'],
    [{ amounts: [40, 41] }, 'timeout'],
    [{ descriptor_code: 'SM44DD' }, 'timeout'],
  ])('end with %o', async (told, why) => {
    const made = await scene();
    const { stripe } = made;
    const { id, payment_method } = await waiting(made);
    const error = await failure(stripe.setupIntents.verifyMicrodeposits(id, told));
    expect(error).toMatchObject({ statusCode: 400, code: `${prefix}${why}` });
    const intent = await stripe.setupIntents.retrieve(id);
    expectShape(intent);
    expect(intent).toMatchObject({
      status: 'requires_payment_method',
      payment_method: null,
      next_action: null,
      last_setup_error: {
        code: `${prefix}${why}`,
        payment_method: { id: payment_method },
        type: 'invalid_request_error',
      },
    });
    expect((await eventTypes(stripe)).at(-1)).toBe('setup_intent.setup_failed');
    // That account is done with; another one is not.
    const over = await failure(
      stripe.setupIntents.confirm(id, { payment_method: String(payment_method), ...agreed }),
    );
    expect(over.statusCode).toBe(400);
    const another = await stripe.setupIntents.confirm(id, {
      payment_method: 'pm_usBankAccount_success',
      ...agreed,
    });
    expect(another.status).toBe('succeeded');
  });

  test('end ten days after they were sent, by the clock', async () => {
    const made = await scene({ clock: () => Date.UTC(2026, 0, 2, 12) });
    const { stripe, emulator } = made;
    const { id } = await waiting(made);
    await control(emulator, 'POST', '/clock', { advance_seconds: 10 * day - 60 });
    expect((await stripe.setupIntents.retrieve(id)).status).toBe('requires_action');
    await control(emulator, 'POST', '/clock', { advance_seconds: 60 });
    const late = await eventually(async () => {
      const intent = await stripe.setupIntents.retrieve(id);
      return intent.status === 'requires_action' ? null : intent;
    });
    expect(late).toMatchObject({
      status: 'requires_payment_method',
      last_setup_error: { code: `${prefix}timeout` },
    });
  });

  test('do not reach every account', async () => {
    const made = await scene();
    const { stripe } = made;
    const { id } = await waiting(made, '000666666661');
    const failed = await eventually(async () => {
      const intent = await stripe.setupIntents.retrieve(id);
      return intent.status === 'requires_action' ? null : intent;
    });
    expect(failed).toMatchObject({
      status: 'requires_payment_method',
      last_setup_error: { code: 'payment_method_microdeposit_failed' },
    });
  });

  test('are refused where they make no sense', async () => {
    const made = await scene();
    const { stripe, jenny } = made;
    const { id } = await waiting(made);
    const refusal = async (
      told: Stripe.SetupIntentVerifyMicrodepositsParams,
      intent = id,
    ): Promise<Stripe.errors.StripeError> =>
      failure(stripe.setupIntents.verifyMicrodeposits(intent, told));
    expect(await refusal({ amounts: [32] })).toMatchObject({
      statusCode: 400,
      code: `${prefix}amounts_invalid`,
      message: 'You must provide exactly two microdeposit amounts.',
    });
    expect(await refusal({})).toMatchObject({ statusCode: 400, code: 'parameter_missing' });
    expect(await refusal({ amounts: [32, 45], descriptor_code: 'SM11AA' })).toMatchObject({
      statusCode: 400,
    });
    const card = await stripe.setupIntents.create({ customer: jenny });
    expect(await refusal({ amounts: [32, 45] }, card.id)).toMatchObject({
      statusCode: 400,
      code: 'intent_invalid_state',
    });
    await stripe.setupIntents.cancel(id);
    expect(await refusal({ amounts: [32, 45] })).toMatchObject({ code: 'intent_invalid_state' });
  });

  test('are left out when the merchant asks for none', async () => {
    const made = await scene();
    const { stripe, jenny } = made;
    const method = (verification_method: string): Stripe.SetupIntentCreateParams => ({
      payment_method_options: {
        // `skip` is for merchants that Stripe trusts with it; the SDK has no type for it.
        us_bank_account: { verification_method: verification_method as 'instant' },
      },
    });
    const instant = await failure(waiting(made, undefined, method('instant')));
    expect(instant).toMatchObject({ statusCode: 400, param: 'payment_method' });
    expect(await waiting(made, undefined, method('microdeposits'))).toMatchObject({
      status: 'requires_action',
    });
    const skipped = await waiting(made, undefined, method('skip'));
    expect(skipped.status).toBe('succeeded');
    const instantly = await stripe.setupIntents.create({
      customer: jenny,
      payment_method: 'pm_usBankAccount_success',
      confirm: true,
      ...method('instant'),
      ...onlyBanks,
      ...agreed,
    });
    expect(instantly).toMatchObject({
      status: 'succeeded',
      payment_method_options: { us_bank_account: { verification_method: 'instant' } },
    });
  });

  test('come as two amounts where the emulator is told so', async () => {
    const made = await scene({ settings: { microdepositType: 'amounts' } });
    const { next_action } = await waiting(made);
    expect(next_action?.verify_with_microdeposits?.microdeposit_type).toBe('amounts');
  });
});
