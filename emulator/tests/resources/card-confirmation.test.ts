import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { call } from '../support/raw-call';
import { charge, expectShape, failure, scene, type Scene } from './scene';

type PaymentCard = Stripe.PaymentIntentCreateParams.PaymentMethodOptions.Card;
type SetupCard = Stripe.SetupIntentCreateParams.PaymentMethodOptions.Card;

/** Pays with the buyer present, with a card that asks for 3D Secure at every payment. */
function pay(made: Scene, card: PaymentCard, method: string): Promise<Stripe.PaymentIntent> {
  return charge(made, method, {
    off_session: false,
    return_url: 'http://localhost',
    payment_method_options: { card },
    expand: ['latest_charge'],
  });
}

/** Saves such a card, and answers what its attempt shows. */
async function setUp(
  { stripe, jenny }: Scene,
  card: SetupCard,
): Promise<[string, Stripe.SetupAttempt.PaymentMethodDetails.Card | undefined]> {
  const intent = await stripe.setupIntents.create({
    customer: jenny,
    payment_method: 'pm_card_authenticationRequired',
    confirm: true,
    return_url: 'http://localhost',
    payment_method_options: { card },
    expand: ['latest_attempt'],
  });
  const attempt = intent.latest_attempt as Stripe.SetupAttempt;
  expectShape(attempt);
  return [intent.status, attempt.payment_method_details.card];
}

function cardOf(intent: Stripe.PaymentIntent): Stripe.Charge.PaymentMethodDetails.Card | undefined {
  const latest = intent.latest_charge as Stripe.Charge;
  expectShape(latest);
  return latest.payment_method_details?.card;
}

describe('a card taken by mail or telephone', () => {
  test('is charged without 3D Secure, and the charge says so', async () => {
    const made = await scene();
    const paid = await pay(made, { moto: true }, 'pm_card_authenticationRequired');
    expect(paid.status).toBe('succeeded');
    expect(cardOf(paid)).toMatchObject({ moto: true, three_d_secure: null });
    // It is said of one confirmation, not of the intent.
    expect(paid.payment_method_options?.card).not.toHaveProperty('moto');
    const ordinary = await pay(made, { moto: false }, 'pm_card_visa');
    expect(cardOf(ordinary)).not.toHaveProperty('moto');
    const asked = await pay(made, { moto: false }, 'pm_card_authenticationRequired');
    expect(asked.status).toBe('requires_action');
  });

  test('can be refused by its bank all the same', async () => {
    const made = await scene();
    const card = 'pm_card_visa_chargeDeclinedInsufficientFunds';
    const error = await failure(pay(made, { moto: true }, card));
    expect(error).toMatchObject({ statusCode: 402, decline_code: 'insufficient_funds' });
    const kept = await made.stripe.charges.retrieve(error.charge ?? '', {}, made.seller);
    expect(kept.payment_method_details?.card?.moto).toBe(true);
  });

  test('is saved without 3D Secure, and the attempt says so', async () => {
    const [status, card] = await setUp(await scene(), { moto: true });
    expect(status).toBe('succeeded');
    expect(card).toMatchObject({ moto: true, three_d_secure: null });
  });

  test('is said so by a server, when it confirms', async () => {
    const { emulator, stripe, jenny } = await scene();
    const payment_method_options = { card: { moto: true } };
    const param = 'payment_method_options[card][moto]';
    const amount = { amount: 2500, currency: 'usd' };
    const early = stripe.paymentIntents.create({ ...amount, payment_method_options });
    expect(await failure(early)).toMatchObject({ statusCode: 400, param });
    const payment = await stripe.paymentIntents.create(amount);
    const update = stripe.paymentIntents.update(payment.id, { payment_method_options });
    expect(await failure(update)).toMatchObject({ statusCode: 400, param });
    const { id } = await stripe.setupIntents.create({ customer: jenny });
    const change = stripe.setupIntents.update(id, { payment_method_options });
    expect(await failure(change)).toMatchObject({ statusCode: 400, param });
    const browser = await call(emulator, `/v1/payment_intents/${payment.id}/confirm`, {
      key: 'pk_test_emulator',
      body: `client_secret=${payment.client_secret ?? ''}&${param}=true`,
    });
    expect(browser.status).toBe(400);
    expect(browser.json.error).toMatchObject({ param: 'payment_method_options' });
  });
});

describe('installments', () => {
  test('are taken, with no plan to choose from', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const intent = await stripe.paymentIntents.create(
      {
        amount: 50_000,
        currency: 'eur',
        payment_method: 'pm_card_visa',
        payment_method_options: { card: { installments: { enabled: true } } },
      },
      seller,
    );
    expectShape(intent);
    const offered = { enabled: true, available_plans: [], plan: null };
    expect(intent.payment_method_options?.card?.installments).toEqual(offered);
    const options = { payment_method_options: { card: { installments: { plan: '' as const } } } };
    const paid = await stripe.paymentIntents.confirm(
      intent.id,
      { ...options, return_url: 'http://localhost', expand: ['latest_charge'] },
      seller,
    );
    expect(paid).toMatchObject({
      status: 'succeeded',
      payment_method_options: { card: { installments: offered } },
      latest_charge: { payment_method_details: { card: { installments: null } } },
    });
    const off = await stripe.paymentIntents.create({
      amount: 50_000,
      currency: 'usd',
      payment_method_options: { card: { installments: { enabled: false } } },
    });
    expect(off.payment_method_options?.card?.installments).toMatchObject({ enabled: false });
  });
});
