import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { agreed, bank, onlyBanks, settled } from './bank-scene';
import { eventTypes, expectShape, failure, scene, type Scene } from './scene';

interface Saved extends Scene {
  /** The platform's bank account, attached to Jenny. */
  readonly method: string;
  readonly on: { readonly stripeAccount: string };
}

/** Saves a bank account of Jenny's as a shop does, for payments to come. */
async function saved(test = 'pm_usBankAccount_success'): Promise<Saved> {
  const made = await scene();
  const { payment_method } = await made.stripe.setupIntents.create({
    customer: made.jenny,
    payment_method: test,
    confirm: true,
    ...onlyBanks,
    ...agreed,
  });
  return { ...made, method: String(payment_method), on: { stripeAccount: made.american } };
}

async function clone({ stripe, jenny, method, on }: Saved): Promise<Stripe.PaymentMethod> {
  return stripe.paymentMethods.create({ customer: jenny, payment_method: method }, on);
}

/** What a charge through a clone takes: neither a customer nor a mandate. */
async function charge(
  { stripe, on }: Saved,
  method: string,
  more: Partial<Stripe.PaymentIntentCreateParams> = {},
): Promise<Stripe.PaymentIntent> {
  return stripe.paymentIntents.create(
    {
      amount: 10_000,
      currency: 'usd',
      payment_method: method,
      confirm: true,
      off_session: true,
      application_fee_amount: 500,
      ...onlyBanks,
      ...more,
    },
    on,
  );
}

describe('clones of bank accounts', () => {
  test('bring their verification and their mandate along', async () => {
    const made = await saved();
    const { stripe, method, on } = made;
    const before = await eventTypes(stripe, on);
    const copy = await clone(made);
    expectShape(copy);
    const original = await stripe.paymentMethods.retrieve(method);
    expect(copy).toMatchObject({
      customer: null,
      metadata: {},
      type: 'us_bank_account',
      billing_details: original.billing_details,
      us_bank_account: original.us_bank_account,
    });
    expect(await eventTypes(stripe, on)).toEqual(before);
    const intent = await charge(made, copy.id);
    expectShape(intent);
    expect(intent.status).toBe('processing');
    const done = await settled(stripe, intent.id, on);
    expect(done.status).toBe('succeeded');
    const paid = await stripe.charges.retrieve(
      String(done.latest_charge),
      { expand: ['payment_method_details.us_bank_account.mandate', 'balance_transaction'] },
      on,
    );
    expectShape(paid);
    expect(paid.payment_method_details?.us_bank_account?.mandate).toMatchObject({
      object: 'mandate',
      status: 'active',
      payment_method: copy.id,
      customer_acceptance: { online: { ip_address: '127.0.0.1' } },
    });
    expect(paid.balance_transaction).toMatchObject({ fee: 80 + 500, net: 9420 });
    const [fee] = (await stripe.applicationFees.list()).data;
    expect(fee).toMatchObject({ amount: 500, charge: paid.id, account: on.stripeAccount });
    expect(await eventTypes(stripe, on)).toEqual([
      ...before,
      'payment_intent.created',
      'payment_intent.processing',
      'charge.pending',
      'charge.succeeded',
      'payment_intent.succeeded',
      'balance.available',
    ]);
  });

  test('are good for one attempt, and made again and again', async () => {
    const made = await saved('pm_usBankAccount_insufficientFunds');
    const { stripe, method, on } = made;
    const first = await clone(made);
    const intent = await charge(made, first.id);
    // The attempt is under way, which is an attempt.
    expect(await failure(charge(made, first.id))).toMatchObject({ statusCode: 400 });
    expect(await settled(stripe, intent.id, on)).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { code: 'insufficient_funds' },
    });
    expect((await failure(charge(made, first.id))).message).toContain('previously used');
    const second = await clone(made);
    const retried = await stripe.paymentIntents.confirm(
      intent.id,
      { payment_method: second.id, off_session: true },
      on,
    );
    expect(retried.status).toBe('processing');
    // What becomes of a clone leaves the original as it was.
    const original = await stripe.paymentMethods.retrieve(method);
    expect(original.us_bank_account?.status_details).toEqual({});
  });

  test('can be kept by a customer of the account', async () => {
    const made = await saved();
    const { stripe, on } = made;
    const copy = await clone(made);
    const customer = await stripe.customers.create({ payment_method: copy.id }, on);
    for (const _ of [1, 2]) {
      const intent = await charge(made, copy.id, { customer: customer.id });
      expect((await settled(stripe, intent.id, on)).status).toBe('succeeded');
    }
  });

  test('are refused of an account that is not verified', async () => {
    const made = await scene();
    const { stripe, american } = made;
    const unverified = await stripe.paymentMethods.create(bank());
    const error = await failure(
      stripe.paymentMethods.create({ payment_method: unverified.id }, { stripeAccount: american }),
    );
    expect(error).toMatchObject({
      statusCode: 400,
      code: 'bank_account_unverified',
      param: 'payment_method',
    });
    // The original was not spent by that.
    const intent = await stripe.setupIntents.create({
      payment_method: unverified.id,
      confirm: true,
      ...onlyBanks,
      ...agreed,
    });
    expect(intent.status).toBe('requires_action');
  });

  test('need the capability on both accounts', async () => {
    const made = await saved();
    const { stripe, jenny, method, seller, american } = made;
    const given = { customer: jenny, payment_method: method };
    expect(await failure(stripe.paymentMethods.create(given, seller))).toMatchObject({
      statusCode: 400,
      code: 'capability_not_active',
    });
    await stripe.accounts.updateCapability(american, 'us_bank_account_ach_payments', {
      requested: false,
    });
    expect(await failure(clone(made))).toMatchObject({ code: 'capability_not_active' });
  });

  test('bring no mandate that was not given for their account', async () => {
    const made = await saved();
    const { stripe, jenny, american, account } = made;
    for (const [onBehalfOf, works] of [
      [american, true],
      [account, false],
    ] as const) {
      const setup = await stripe.setupIntents.create({
        customer: jenny,
        payment_method: 'pm_usBankAccount_success',
        on_behalf_of: onBehalfOf,
        confirm: true,
        ...onlyBanks,
        ...agreed,
      });
      const one = { ...made, method: String(setup.payment_method) };
      const copy = await clone(one);
      if (works) {
        expect((await charge(one, copy.id)).status).toBe('processing');
        continue;
      }
      expect((await failure(charge(one, copy.id))).message).toContain('requires a mandate');
      expect((await charge(one, copy.id, agreed)).status).toBe('processing');
    }
  });
});
