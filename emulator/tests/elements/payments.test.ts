import type Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import {
  callStripe,
  challenge,
  fillCard,
  makeStripe,
  mountPayment,
  useStage,
  type ShopWindow,
} from './stage';

const stage = useStage();

describe('payments and what follows', () => {
  it('confirmPayment charges what the deferred group announced', async () => {
    const page = await stage.open();
    const elements = { mode: 'payment', amount: 1250, currency: 'usd' };
    const frame = await mountPayment(page, { elements });
    await fillCard(frame, '4242424242424242');
    await page.evaluate(() => (window as unknown as ShopWindow).elements.submit());
    const make = (given: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
      stage.stripe.paymentIntents.create({
        amount: 1250,
        currency: 'usd',
        automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
        ...given,
      });
    const right = await make();
    const pay = (secret: string | null) =>
      callStripe(page, 'confirmPayment', { clientSecret: secret, redirect: 'if_required' });
    const refused = async (given: Partial<Stripe.PaymentIntentCreateParams>) =>
      (await pay((await make(given)).client_secret)).error?.message;
    expect(await refused({ amount: 999 })).toContain('provided amount (999)');
    expect(await refused({ currency: 'eur' })).toContain('expected currency (usd)');
    expect(await refused({ setup_future_usage: 'off_session' })).toContain(
      'provided setup_future_usage (off_session) does not match the expected setup_future_usage (null)',
    );
    expect((await pay(right.client_secret)).paymentIntent).toMatchObject({
      id: right.id,
      status: 'succeeded',
    });
    const read = await callStripe(page, 'retrievePaymentIntent', right.client_secret ?? '', false);
    expect(read.paymentIntent?.id).toBe(right.id);
  });

  it('takes an intent that is made as the group announced it, and no other', async () => {
    const page = await stage.open();
    const terms = { captureMethod: 'manual', setupFutureUsage: 'off_session' };
    const elements = { mode: 'payment', amount: 1250, currency: 'usd', ...terms };
    const frame = await mountPayment(page, { elements });
    await fillCard(frame, '4242424242424242');
    await page.evaluate(() => (window as unknown as ShopWindow).elements.submit());
    const pay = async (capture_method: 'automatic' | 'manual') => {
      const { client_secret: clientSecret } = await stage.stripe.paymentIntents.create({
        amount: 1250,
        capture_method,
        currency: 'usd',
        setup_future_usage: 'off_session',
        automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
      });
      return callStripe(page, 'confirmPayment', { clientSecret, redirect: 'if_required' });
    };
    expect((await pay('automatic')).error?.message).toContain('expected capture_method (manual)');
    expect((await pay('manual')).paymentIntent?.status).toBe('requires_capture');
  });

  it('compares a subscription’s first payment, and the methods that are named', async () => {
    const page = await stage.open();
    const frame = await mountPayment(page, {
      elements: {
        mode: 'subscription',
        amount: 1250,
        currency: 'usd',
        allowedPaymentMethodTypes: ['card', 'us_bank_account', 'klarna'],
      },
      payment: { layout: { type: 'tabs' } },
    });
    await fillCard(frame, '4242424242424242');
    await page.evaluate(() => (window as unknown as ShopWindow).elements.submit());
    const pay = async (given: Partial<Stripe.PaymentIntentCreateParams>) => {
      const { client_secret: clientSecret } = await stage.stripe.paymentIntents.create({
        amount: 1250,
        currency: 'usd',
        setup_future_usage: 'off_session',
        ...given,
      });
      return callStripe(page, 'confirmPayment', { clientSecret, redirect: 'if_required' });
    };
    const both = ['card', 'us_bank_account'] as const;
    const all = { allowed_payment_method_types: [...both] };
    expect((await pay({ amount: 999, ...all })).error?.message).toContain('provided amount (999)');
    expect((await pay({ currency: 'eur' })).error?.message).toContain('expected currency (usd)');
    const { error } = await pay({ allowed_payment_method_types: ['card'] });
    expect(error?.message).toContain(
      'The provided payment_method_types (["card"]) does not match the expected payment_method_types (["card", "us_bank_account"])',
    );
    expect((await pay(all)).paymentIntent?.status).toBe('succeeded');
  });

  it('handleNextAction shows the bank for an intent the server confirmed', async () => {
    const intent = await stage.stripe.setupIntents.create({
      confirm: true,
      payment_method: 'pm_card_authenticationRequired',
      automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    });
    const page = await stage.open();
    await makeStripe(page);
    const options = { clientSecret: intent.client_secret };
    const done = callStripe(page, 'handleNextAction', options, false);
    await challenge(page).bank.locator('#test-source-authorize-3ds').click();
    expect((await done).setupIntent?.status).toBe('succeeded');
    // An agent's page has neither the seller's key nor the secret, but both in one value.
    await makeStripe(page, { stripeAccount: 'acct_1agent' });
    const hashedValue = btoa(`pk_test_emulator:${intent.client_secret}`);
    const agents = await callStripe(page, 'handleNextAction', { hashedValue }, false);
    expect(agents.error?.message).toContain('not in the requires_action state');
    const wrong = await callStripe(page, 'handleNextAction', { hashedValue: 'spt_1' }, false);
    expect(wrong.thrown?.message).toContain('hashedValue should be');
    await makeStripe(page);
    const again = await callStripe(page, 'handleNextAction', options, false);
    expect(again.error?.message).toContain('not in the requires_action state');
  });

  it.each([
    ['#test-source-authorize-3ds', 'succeeded', 'succeeded'],
    ['#test-source-fail-3ds', 'failed', 'requires_payment_method'],
  ])(
    'handleNextAction goes to the bank’s own page and back (%s)',
    async (button, outcome, status) => {
      const intent = await stage.stripe.setupIntents.create({
        confirm: true,
        payment_method: 'pm_card_authenticationRequired',
        automatic_payment_methods: { enabled: true },
        return_url: `${stage.shop.url}/back?order=7`,
      });
      const page = await stage.open();
      await makeStripe(page);
      await page.evaluate((secret) => {
        void (window as unknown as ShopWindow).stripe.handleNextAction({ clientSecret: secret });
      }, intent.client_secret);
      await page.locator(button).click();
      await page.waitForURL('**/back**');
      expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({
        order: '7',
        setup_intent: intent.id,
        setup_intent_client_secret: intent.client_secret,
        redirect_status: outcome,
      });
      await makeStripe(page);
      const read = await callStripe(page, 'retrieveSetupIntent', intent.client_secret, false);
      expect(read.setupIntent?.status).toBe(status);
    },
  );

  it('createPaymentMethod takes elements made for it, or a token', async () => {
    const page = await stage.open();
    const frame = await mountPayment(page, {
      elements: { mode: 'setup', paymentMethodCreation: 'manual' },
      payment: { fields: { billingDetails: { name: 'never' } } },
    });
    await fillCard(frame, '5555555555554444');
    const early = await callStripe(page, 'createPaymentMethod', {});
    expect(early.thrown?.message).toContain('elements.submit() must be called');
    await page.evaluate(() => (window as unknown as ShopWindow).elements.submit());
    for (const [method, place] of [
      ['createPaymentMethod', 'params.billing_details.name'],
      ['createConfirmationToken', 'params.payment_method_data.billing_details.name'],
    ] as const) {
      const { thrown } = await callStripe(page, method, {});
      expect(thrown?.message).toContain(`did not pass ${place} when calling stripe.${method}()`);
    }
    const { paymentMethod } = await callStripe(page, 'createPaymentMethod', {
      params: { billing_details: { name: 'Jenny' } },
    });
    expect(paymentMethod?.card.last4).toBe('4444');
    const ofElement = await page.evaluate(async () => {
      const { stripe, payment: element } = window as unknown as ShopWindow;
      const params = { billing_details: { name: 'Jenny' } };
      const token = { element, params: { payment_method_data: params } };
      return {
        ...(await stripe.createPaymentMethod({ element, params, metadata: { order: '7' } })),
        ...(await stripe.createConfirmationToken(token)),
      };
    });
    expect(ofElement.confirmationToken.payment_method_preview).toMatchObject({
      billing_details: { name: 'Jenny' },
      card: { last4: '4444' },
    });
    const kept = await stage.stripe.paymentMethods.retrieve(ofElement.paymentMethod.id);
    expect(kept).toMatchObject({ card: { last4: '4444' }, metadata: { order: '7' } });
    const token = { type: 'card', card: { token: 'tok_visa' } };
    const other = await callStripe(page, 'createPaymentMethod', token, false);
    expect(other.paymentMethod?.card.last4).toBe('4242');
  });
});
