import { describe, expect, test } from 'vitest';
import { seedAccount } from '../support/emulator';
import { charge, cloneCard, failure, saveCard, scene } from './scene';

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
