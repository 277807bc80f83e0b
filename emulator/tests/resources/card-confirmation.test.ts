import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { seedAccount } from '../support/emulator';
import { call } from '../support/raw-call';
import { charge, cloneCard, expectShape, failure, saveCard, scene, type Scene } from './scene';

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

describe('3D Secure that was run elsewhere', () => {
  const imported = {
    ares_trans_status: 'C',
    cryptogram: 'M6+990I6FGHdsk2jKRdAAAAAAAA=',
    electronic_commerce_indicator: '05',
    transaction_id: '21e1f09e-4d2b-4c8e-8d0e-5a3f3c2b1a00',
    version: '2.2.0',
  } as const;
  const told = {
    authentication_flow: 'challenge',
    electronic_commerce_indicator: '05',
    result: 'authenticated',
    transaction_id: imported.transaction_id,
    version: '2.2.0',
  };

  test('counts as authenticated, and the charge tells it', async () => {
    const made = await scene();
    const three_d_secure = { ...imported, exemption_indicator: 'low_risk' } as const;
    const paid = await pay(made, { three_d_secure }, 'pm_card_authenticationRequired');
    expect(paid.status).toBe('succeeded');
    expect(cardOf(paid)).toMatchObject({
      electronic_commerce_indicator: '05',
      three_d_secure: { ...told, exemption_indicator: 'low_risk' },
    });
    expect(JSON.stringify(paid)).not.toContain(imported.cryptogram);
    const attempted = { ...imported, ares_trans_status: 'A', electronic_commerce_indicator: '06' };
    const tried = await pay(made, { three_d_secure: attempted }, 'pm_card_threeDSecureRequired');
    expect(cardOf(tried)?.three_d_secure).toMatchObject({ result: 'attempt_acknowledged' });
  });

  test('sets a card up for payments without the buyer', async () => {
    const made = await scene();
    const [status, card] = await setUp(made, { three_d_secure: imported });
    expect(status).toBe('succeeded');
    expect(card?.three_d_secure).toMatchObject(told);
    const saved = await saveCard(made, 'pm_card_authenticationRequiredOnSetup', {
      payment_method_options: { card: { three_d_secure: imported } },
    });
    const clone = await cloneCard(made, saved);
    expect((await charge(made, clone.id)).status).toBe('succeeded');
  });

  test.each([
    [
      { ...imported, cryptogram: undefined },
      'payment_method_options[card][three_d_secure][cryptogram]',
    ],
    [
      { ...imported, network_options: { cartes_bancaires: { cb_avalgo: '0' } } },
      'payment_method_options[card][network]',
    ],
  ] as [PaymentCard['three_d_secure'] & object, string][])(
    'is not %o',
    async (three_d_secure, param) => {
      const made = await scene();
      const error = await failure(pay(made, { three_d_secure }, 'pm_card_visa'));
      expect(error).toMatchObject({ statusCode: 400, param });
    },
  );

  test('is told when confirming', async () => {
    const { stripe } = await scene();
    const error = await failure(
      stripe.setupIntents.create({
        payment_method_options: { card: { three_d_secure: imported } },
      }),
    );
    expect(error).toMatchObject({
      statusCode: 400,
      param: 'payment_method_options[card][three_d_secure]',
    });
  });
});

describe('installments', () => {
  test('are there for Mexican cards, pesos and accounts, and paid by the plan that is chosen', async () => {
    const { emulator, stripe } = await scene();
    const stripeAccount = await seedAccount(emulator, { country: 'MX', name: 'Taller' });
    const seller = { stripeAccount };
    const create = async (
      payment_method: string,
      amount: number,
      currency = 'mxn',
    ): Promise<Stripe.PaymentIntent> =>
      stripe.paymentIntents.create(
        {
          amount,
          currency,
          payment_method,
          payment_method_options: { card: { installments: { enabled: true } } },
        },
        seller,
      );
    const counts = ({ payment_method_options: options }: Stripe.PaymentIntent) =>
      options?.card?.installments?.available_plans?.map(({ count }) => count);
    expect(counts(await create('pm_card_mx', 299_99))).toEqual([]);
    expect(counts(await create('pm_card_mx', 2400_00))).toEqual([3, 6, 9, 12, 18, 24]);
    expect(counts(await create('pm_card_mx', 90_000, 'usd'))).toEqual([]);
    expect(counts(await create('pm_card_us', 90_000))).toEqual([]);
    const intent = await create('pm_card_mx', 900_00);
    expectShape(intent);
    expect(counts(intent)).toEqual([3, 6, 9]);
    const by = (count: number) => ({
      return_url: 'http://localhost',
      payment_method_options: {
        card: {
          installments: {
            plan: { type: 'fixed_count' as const, interval: 'month' as const, count },
          },
        },
      },
      expand: ['latest_charge'],
    });
    expect(await failure(stripe.paymentIntents.confirm(intent.id, by(12), seller))).toMatchObject({
      param: 'payment_method_options[card][installments][plan]',
    });
    const paid = await stripe.paymentIntents.confirm(intent.id, by(6), seller);
    expectShape(paid);
    const plan = { type: 'fixed_count', interval: 'month', count: 6 };
    expect(paid).toMatchObject({
      status: 'succeeded',
      amount_received: 900_00,
      payment_method_options: { card: { installments: { plan } } },
      latest_charge: { payment_method_details: { card: { installments: { plan } } } },
    });
    // Another card may have no plans.
    const open = await create('pm_card_mx', 900_00);
    const changed = await stripe.paymentIntents.update(
      open.id,
      { payment_method: 'pm_card_visa' },
      seller,
    );
    expect(counts(changed)).toEqual([]);
  });

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
