import type { Page } from 'playwright';
import { beforeEach, describe, expect, it } from 'vitest';
import { fillCardLine, frameOf, lastChange, mountElements, run } from './elements-page';
import { challenge, eventually, useStage } from './stage';

const stage = useStage();
let page: Page;

beforeEach(async () => {
  page = await stage.open();
  await mountElements(page, { elements: { card: {} } });
});

const type = (number: string): Promise<void> => fillCardLine(frameOf(page, 'card'), number);

async function setup(): Promise<{ id: string; secret: string }> {
  const intent = await stage.stripe.setupIntents.create({ allowed_payment_method_types: ['card'] });
  return { id: intent.id, secret: intent.client_secret ?? '' };
}

async function payment(more: object = {}): Promise<{ id: string; secret: string }> {
  const intent = await stage.stripe.paymentIntents.create({
    amount: 2599,
    currency: 'usd',
    allowed_payment_method_types: ['card'],
    ...more,
  });
  return { id: intent.id, secret: intent.client_secret ?? '' };
}

const confirmSetup = `return stripe.confirmCardSetup(given, { payment_method: { card: made.card, billing_details: { name: 'Jenny' } } })`;
const confirmPayment = `return stripe.confirmCardPayment(given, { payment_method: { card: made.card } })`;

describe('confirmCardSetup', () => {
  it('saves what is typed, with the postal code', async () => {
    await type('4242424242424242');
    const { id, secret } = await setup();
    expect(await run(page, confirmSetup, secret)).toMatchObject({
      setupIntent: { id, status: 'succeeded' },
    });
    const { payment_method: method } = await stage.stripe.setupIntents.retrieve(id, {
      expand: ['payment_method'],
    });
    expect(method).toMatchObject({
      billing_details: { name: 'Jenny', address: { postal_code: '12345' } },
      card: { last4: '4242', checks: { cvc_check: 'pass' } },
    });
  });

  it('shows the bank’s page where the card wants one', async () => {
    await type('4000002760003184');
    const { secret } = await setup();
    const outcome = run(page, confirmSetup, secret);
    await challenge(page).bank.locator('#test-source-authorize-3ds').click();
    expect(await outcome).toMatchObject({ setupIntent: { status: 'succeeded' } });
  });

  it('shows it, and says what came of it, in the language of the group', async () => {
    await type('4000002760003184');
    await run(page, `return elements.update({ locale: 'fr' })`);
    const { secret } = await setup();
    const outcome = run(page, confirmSetup, secret);
    await challenge(page).bank.getByText('Votre banque veut s’assurer').waitFor();
    await challenge(page).bank.locator('#test-source-fail-3ds').click();
    expect(await outcome).toMatchObject({
      error: {
        code: 'setup_intent_authentication_failure',
        message: expect.stringMatching(/moyen de paiement/),
      },
    });
  });

  it('leaves the bank’s page to the page with handleActions: false', async () => {
    await type('4000002760003184');
    const { secret } = await setup();
    const left = await run(
      page,
      `return stripe.confirmCardSetup(given, { payment_method: { card: made.card } }, { handleActions: false })`,
      secret,
    );
    expect(left).toMatchObject({
      setupIntent: { status: 'requires_action', next_action: { type: 'use_stripe_sdk' } },
    });
    expect(await page.locator('iframe[src*="three-ds-2-challenge"]').count()).toBe(0);
    const outcome = run(page, 'return stripe.handleNextAction({ clientSecret: given })', secret);
    await challenge(page).bank.locator('#test-source-fail-3ds').click();
    expect(await outcome).toMatchObject({
      error: { code: 'setup_intent_authentication_failure' },
    });
  });

  it('gets an address to go to with handleActions: false and a return_url', async () => {
    await type('4000002760003184');
    const { secret } = await setup();
    const left = await run(
      page,
      `return stripe.confirmCardSetup(given, { payment_method: { card: made.card }, return_url: 'https://shop.example/done' }, { handleActions: false })`,
      secret,
    );
    expect(left).toMatchObject({
      setupIntent: {
        status: 'requires_action',
        next_action: {
          type: 'redirect_to_url',
          redirect_to_url: { return_url: 'https://shop.example/done' },
        },
      },
    });
  });

  it('answers what is unfinished without a call', async () => {
    const { secret } = await setup();
    await frameOf(page, 'card').locator('[name="cardnumber"]').fill('4242');
    const calls: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') calls.push(request.url());
    });
    expect(await run(page, confirmSetup, secret)).toEqual({
      error: {
        type: 'validation_error',
        code: 'incomplete_number',
        message: 'Your card number is incomplete.',
      },
    });
    expect(calls).toEqual([]);
    await eventually(() => lastChange(page, 'card')).toMatchObject({
      error: { code: 'incomplete_number' },
    });
  });
});

describe('confirmCardPayment', () => {
  it('pays, and tells of a decline with the intent in the error', async () => {
    await type('4000000000009995');
    const { id, secret } = await payment();
    expect(await run(page, confirmPayment, secret)).toMatchObject({
      error: {
        type: 'card_error',
        code: 'card_declined',
        decline_code: 'insufficient_funds',
        payment_intent: { id, status: 'requires_payment_method' },
      },
    });
    await run(page, 'made.card.clear()');
    await type('4242424242424242');
    expect(await run(page, confirmPayment, secret)).toMatchObject({
      paymentIntent: { id, status: 'succeeded' },
    });
  });

  it('takes a payment method’s id, a token, or nothing where the intent has one', async () => {
    const ways = [
      [{}, `{ payment_method: 'pm_card_visa', receipt_email: 'jenny@example.com' }`],
      [{}, `{ payment_method: { card: { token: 'tok_visa' }, billing_details: { name: 'J' } } }`],
      [{ payment_method: 'pm_card_visa' }, 'undefined'],
    ] as const;
    for (const [more, data] of ways) {
      const { secret } = await payment(more);
      const outcome = await run(page, `return stripe.confirmCardPayment(given, ${data})`, secret);
      expect(outcome, data).toMatchObject({ paymentIntent: { status: 'succeeded' } });
    }
  });

  it('hands an intent that the server confirms back after handleCardAction', async () => {
    const { id, secret } = await payment({
      confirmation_method: 'manual',
      confirm: true,
      payment_method: 'pm_card_threeDSecure2Required',
      return_url: undefined,
      use_stripe_sdk: true,
    });
    const outcome = run(page, 'return stripe.handleCardAction(given)', secret);
    await challenge(page).bank.locator('#test-source-authorize-3ds').click();
    expect(await outcome).toMatchObject({
      paymentIntent: { id, status: 'requires_confirmation' },
    });
    expect(await stage.stripe.paymentIntents.confirm(id)).toMatchObject({ status: 'succeeded' });
  });
});

describe('createToken and createPaymentMethod', () => {
  it('make tokens of the card and of data', async () => {
    await type('4242424242424242');
    const made = await run(
      page,
      `return stripe.createToken(made.card, { name: 'Jenny Rosen', address_city: 'Boston', currency: 'usd' })`,
    );
    expect(made).toMatchObject({
      token: {
        type: 'card',
        card: { last4: '4242', name: 'Jenny Rosen', address_city: 'Boston', address_zip: '12345' },
      },
    });
    const tokens = await run(
      page,
      `return Promise.all([
        stripe.createToken('bank_account', { country: 'US', currency: 'usd', routing_number: '110000000', account_number: '000123456789', account_holder_name: 'Jenny', account_holder_type: 'individual' }),
        stripe.createToken('pii', { personal_id_number: '000000000' }),
        stripe.createToken('account', { business_type: 'individual', tos_shown_and_accepted: true }),
        stripe.createToken('person', { first_name: 'Jenny' }),
      ]).then((all) => all.map(({ token, error }) => token?.type ?? error.message))`,
    );
    expect(tokens).toEqual(['bank_account', 'pii', 'account', 'person']);
    const bad = await run(page, `return stripe.createToken('bank_account', { country: 'US' })`);
    expect(bad).toMatchObject({ error: { type: 'invalid_request_error' } });
  });

  it('make payment methods of the card and of a token', async () => {
    await type('4242424242424242');
    expect(
      await run(
        page,
        `return stripe.createPaymentMethod({ type: 'card', card: made.card, billing_details: { email: 'jenny@example.com' }, metadata: { order: '7' } })`,
      ),
    ).toMatchObject({
      paymentMethod: {
        card: { last4: '4242' },
        billing_details: { email: 'jenny@example.com', address: { postal_code: '12345' } },
      },
    });
    const ofElement = await run(
      page,
      `return stripe.createPaymentMethod({
        element: made.card, params: { billing_details: { name: 'Jenny' } }, metadata: { order: '8' },
      })`,
    );
    const { id } = ofElement.paymentMethod as { id: string };
    expect(await stage.stripe.paymentMethods.retrieve(id)).toMatchObject({
      billing_details: { name: 'Jenny', address: { postal_code: '12345' } },
      card: { last4: '4242' },
      metadata: { order: '8' },
    });
    expect(
      await run(
        page,
        `return stripe.createPaymentMethod({ type: 'card', card: { token: 'tok_visa' } })`,
      ),
    ).toMatchObject({ paymentMethod: { card: { last4: '4242' } } });
  });

  it('work on a connected account', async () => {
    const account = await stage.stripe.accounts.create({ type: 'standard' });
    const other = await stage.open();
    await mountElements(other, { stripe: { stripeAccount: account.id }, elements: { card: {} } });
    await fillCardLine(frameOf(other, 'card'), '4242424242424242');
    const { paymentMethod } = await run(
      other,
      `return stripe.createPaymentMethod({ type: 'card', card: made.card })`,
    );
    const found = await stage.stripe.paymentMethods.retrieve(
      paymentMethod.id,
      {},
      { stripeAccount: account.id },
    );
    expect(found.card?.last4).toBe('4242');
  });
});
