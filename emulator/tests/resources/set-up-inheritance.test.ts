import { describe, expect, test } from 'vitest';
import { seedAccount } from '../support/emulator';
import { charge, cloneCard, failure, saveCard, scene } from './scene';

const present = { off_session: false, return_url: 'http://localhost', use_stripe_sdk: true };

describe('what a set-up on the platform is worth to a seller', () => {
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

  test.each([
    ['pm_card_visa', 'succeeded'],
    // The exemption of a card that was set up (unconfirmed for payments with the buyer there).
    ['pm_card_authenticationRequiredOnSetup', 'succeeded'],
    ['pm_card_authenticationRequired', 'requires_action'],
    ['pm_card_authenticationRequiredSetupForOffSession', 'requires_action'],
    ['pm_card_threeDSecure2Required', 'requires_action'],
  ])('%s set up on the platform, then with the buyer there: %s', async (card, status) => {
    const made = await scene();
    const clone = await cloneCard(made, await saveCard(made, card));
    const intent = await charge(made, clone.id, present);
    expect(intent.status).toBe(status);
    if (status === 'requires_action') {
      const sdk = intent.next_action?.use_stripe_sdk as Record<string, string> | undefined;
      expect(sdk?.merchant).toBe(made.account);
    }
  });

  test('a card that was attached and never set up is asked like a new one', async () => {
    const made = await scene();
    const { stripe, jenny } = made;
    const card = 'pm_card_authenticationRequiredOnSetup';
    const { id } = await stripe.paymentMethods.attach(card, { customer: jenny });
    const alone = await failure(charge(made, (await cloneCard(made, id)).id));
    expect(alone.code).toBe('authentication_required');
    const here = await charge(made, (await cloneCard(made, id)).id, present);
    expect(here.status).toBe('requires_action');
    // What happens to a clone is nothing to its original.
    const [method] = (await stripe.customers.listPaymentMethods(jenny)).data;
    expect(method).toMatchObject({ id, customer: jenny });
    await saveCard(made, id);
    expect((await charge(made, (await cloneCard(made, id)).id)).status).toBe('succeeded');
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
