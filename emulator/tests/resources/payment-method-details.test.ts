import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { expectShape, failure, saveCard, scene } from './scene';

const wrongMonth = { statusCode: 402, rawType: 'card_error', code: 'invalid_expiry_month' };

describe('what is known of a PaymentMethod', () => {
  test('changes by an update, but for dates that are none', async () => {
    const made = await scene();
    const { stripe } = made;
    const card = await saveCard(made, 'pm_card_visa');
    const year = new Date().getUTCFullYear() + 3;
    const updated = await stripe.paymentMethods.update(card, {
      allow_redisplay: 'always',
      billing_details: { name: 'Jenny', email: 'j@example.com', address: { postal_code: '10115' } },
      card: { exp_month: 7, exp_year: year },
      metadata: { a: '1' },
    });
    expectShape(updated);
    expect(updated).toMatchObject({
      allow_redisplay: 'always',
      billing_details: { name: 'Jenny', address: { postal_code: '10115', city: null } },
      card: { exp_month: 7, exp_year: year, last4: '4242' },
      metadata: { a: '1' },
    });
    const short = await stripe.paymentMethods.update(card, { card: { exp_year: year % 100 } });
    expect(short.card?.exp_year).toBe(year);
    const month = await failure(stripe.paymentMethods.update(card, { card: { exp_month: 13 } }));
    expect(month).toMatchObject({ ...wrongMonth, param: 'exp_month' });
    const past = await failure(stripe.paymentMethods.update(card, { card: { exp_year: 1995 } }));
    expect(past).toMatchObject({ statusCode: 402, code: 'invalid_expiry_year', param: 'exp_year' });
    const mail = await failure(
      stripe.paymentMethods.update(card, { billing_details: { email: 'jenny@' } }),
    );
    expect(mail).toMatchObject({ code: 'email_invalid', param: 'billing_details[email]' });
    expect(await stripe.paymentMethods.retrieve(card)).toMatchObject({
      card: { exp_month: 7, exp_year: year },
    });
  });

  test('tells of a co-branded card’s networks and of the chosen one', async () => {
    const { stripe, jenny } = await scene();
    const made = await stripe.paymentMethods.create({
      type: 'card',
      card: { token: 'tok_visa_cartesBancaires', networks: { preferred: 'cartes_bancaires' } },
      radar_options: { session: 'rse_1' },
    });
    expectShape(made);
    expect(made).toMatchObject({
      card: {
        brand: 'visa',
        display_brand: 'cartes_bancaires',
        country: 'FR',
        networks: { available: ['cartes_bancaires', 'visa'], preferred: 'cartes_bancaires' },
      },
      radar_options: { session: 'rse_1' },
    });
    await stripe.paymentMethods.attach(made.id, { customer: jenny });
    const changed = await stripe.paymentMethods.update(made.id, {
      card: { networks: { preferred: 'visa' } },
    });
    expect(changed.card?.networks?.preferred).toBe('visa');
    const emptied = await stripe.paymentMethods.update(made.id, {
      card: { networks: { preferred: '' } },
    });
    expect(emptied.card?.networks?.preferred).toBeNull();
    const strange = await stripe.paymentMethods.update(made.id, {
      card: { networks: { preferred: 'mastercard' } },
    });
    expect(strange.card).toMatchObject({
      display_brand: 'visa',
      networks: { preferred: 'invalid_preference' },
    });
    const paid = await stripe.paymentIntents.create({
      amount: 900,
      currency: 'usd',
      customer: jenny,
      payment_method: made.id,
      confirm: true,
      return_url: 'https://example.com',
      expand: ['latest_charge'],
    });
    expect((paid.latest_charge as Stripe.Charge).payment_method_details?.card?.network).toBe(
      'visa',
    );
  });

  test('has no room for another type’s details', async () => {
    const { stripe } = await scene();
    const card = { token: 'tok_visa' };
    for (const [parameters, param] of [
      [{ type: 'card', card, boleto: { tax_id: '1' } }, 'boleto'],
      [{ type: 'sepa_debit', sepa_debit: { iban: 'DE89370400440532013000' } }, 'type'],
      [{ card }, 'type'],
      [{ type: 'card' }, 'card'],
      [{ type: 'card', card: { token: 'tok_nothing' } }, 'token'],
      [{ type: 'card', card, billing_details: { email: 'no' } }, 'billing_details[email]'],
    ] as [Stripe.PaymentMethodCreateParams, string][]) {
      const error = await failure(stripe.paymentMethods.create(parameters));
      expect(error, param).toMatchObject({ statusCode: 400, param });
    }
  });

  test('ends with its card: expired by the clock, it is declined', async () => {
    let now = Date.now();
    const made = await scene({ clock: () => now });
    const { stripe, jenny } = made;
    const card = await saveCard(made, 'pm_card_visa');
    const spare = await stripe.paymentMethods.create({ type: 'card', card: { token: 'tok_visa' } });
    const pay = {
      amount: 1000,
      currency: 'usd',
      customer: jenny,
      payment_method: card,
      confirm: true,
      off_session: true,
    } as const;
    expect((await stripe.paymentIntents.create(pay)).status).toBe('succeeded');
    now += 400 * 24 * 60 * 60 * 1000;
    expect(await failure(stripe.paymentIntents.create(pay))).toMatchObject({
      statusCode: 402,
      code: 'expired_card',
      decline_code: 'expired_card',
      payment_intent: { status: 'requires_payment_method' },
    });
    const attached = await failure(stripe.paymentMethods.attach(spare.id, { customer: jenny }));
    expect(attached).toMatchObject({ statusCode: 402, code: 'expired_card' });
  });
});
