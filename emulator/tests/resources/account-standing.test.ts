import { describe, expect, test } from 'vitest';
import { control } from '../support/raw-call';
import { complete } from './account-params';
import { charge, failure, scene } from './scene';

describe('the standing of an account', () => {
  test('only the account holder accepts the terms where Stripe collects', async () => {
    const { stripe } = await scene();
    const tos_acceptance = { date: 1_700_000_000, ip: '127.0.0.1' };
    const error = await failure(stripe.accounts.create({ type: 'express', tos_acceptance }));
    expect(error.message).toBe(
      'You cannot accept the Terms of Service on behalf of Standard and Express connected accounts.',
    );
  });

  test('personal data can come by an account token', async () => {
    const { stripe } = await scene();
    const { id } = await stripe.tokens.create({
      account: {
        business_type: 'individual',
        individual: { first_name: 'Jeanne', last_name: 'Dupont', id_number: '000000000' },
        tos_shown_and_accepted: true,
      },
    });
    const account = await stripe.accounts.create({
      type: 'custom',
      country: 'FR',
      account_token: id,
    });
    expect(account).toMatchObject({
      business_type: 'individual',
      individual: { first_name: 'Jeanne', id_number_provided: true },
      tos_acceptance: { ip: '127.0.0.1' },
    });
    const again = await failure(stripe.accounts.update(account.id, { account_token: id }));
    expect(again).toMatchObject({ code: 'token_already_used' });
  });

  test('can be rejected by a platform that answers for losses, and taken back', async () => {
    const { stripe } = await scene();
    const { id } = await stripe.accounts.create(complete);
    const rejected = await stripe.accounts.reject(id, { reason: 'fraud_other' });
    expect(rejected).toMatchObject({
      charges_enabled: false,
      payouts_enabled: false,
      capabilities: { card_payments: 'inactive' },
      requirements: { disabled_reason: 'rejected.platform_fraud' },
    });
    expect(await stripe.accounts.unreject(id)).toMatchObject({
      charges_enabled: true,
      payouts_enabled: true,
      requirements: { disabled_reason: null },
    });
    expect(await failure(stripe.accounts.unreject(id))).toMatchObject({ statusCode: 400 });
    const paying = await stripe.accounts.reject(id, { reason: 'other', payouts_action: 'none' });
    expect(paying).toMatchObject({ charges_enabled: false, payouts_enabled: true });
    const standard = await stripe.accounts.create({ type: 'standard' });
    expect(await failure(stripe.accounts.reject(standard.id, { reason: 'other' }))).toMatchObject({
      statusCode: 400,
    });
  });

  test('cannot charge until card_payments is active', async () => {
    const made = await scene();
    const { id } = await made.stripe.accounts.create({ type: 'express', country: 'FR' });
    const error = await failure(charge({ ...made, seller: { stripeAccount: id } }, 'pm_card_visa'));
    expect(error).toMatchObject({ statusCode: 400, type: 'StripeInvalidRequestError' });
    expect(error.message).toContain('charges_enabled');
  });

  test('numbers that prove an identity are in no log and no answer', async () => {
    const { emulator, stripe } = await scene();
    const { id } = await stripe.accounts.create({
      ...complete,
      business_type: 'company',
      company: { tax_id: '987654321', vat_id: 'FR98765432100' },
      individual: { ...complete.individual, id_number: '918273645' },
    });
    const log = JSON.stringify(await control(emulator, 'GET', '/requests'));
    const seen = log + JSON.stringify(await stripe.accounts.retrieve(id));
    for (const number of ['987654321', 'FR98765432100', '918273645', 'FR1420041010050']) {
      expect(seen).not.toContain(number);
    }
  });
});
