import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { startEmulator, stripeFor } from '../support/emulator';
import { complete } from './account-params';
import { charge, eventTypes, eventually, expectShape, failure, scene } from './scene';

describe('accounts', () => {
  test('the platform’s own is there from the first', async () => {
    const emulator = await startEmulator();
    const own = await stripeFor(emulator).accounts.retrieveCurrent();
    expectShape(own);
    expect(own).toMatchObject({ country: 'US', default_currency: 'usd', charges_enabled: true });
    const other = stripeFor(emulator, { key: 'sk_test_ns_other' });
    expect((await other.accounts.retrieveCurrent()).id).not.toBe(own.id);
    expect(own.id.slice(-10)).toBe(
      (await stripeFor(emulator).setupIntents.create()).id.slice(11, 21),
    );
  });

  test('a complete custom account may charge at once', async () => {
    const { stripe } = await scene();
    const account = await stripe.accounts.create(complete);
    expectShape(account);
    expect(account).toMatchObject({
      type: 'custom',
      charges_enabled: true,
      payouts_enabled: true,
      details_submitted: true,
      default_currency: 'eur',
      capabilities: { card_payments: 'active', transfers: 'active' },
      requirements: { currently_due: [], disabled_reason: null },
      controller: { requirement_collection: 'application', stripe_dashboard: { type: 'none' } },
    });
    expect(JSON.stringify(account)).not.toContain('FR1420041010050500013M02606');
    const own = await stripe.accounts.retrieveCurrent({}, { stripeAccount: account.id });
    expect(own.id).toBe(account.id);
  });

  test('an incomplete one says what is missing, and is ready when it is told', async () => {
    const { stripe } = await scene();
    const { external_account: _, tos_acceptance, ...rest } = complete;
    const account = await stripe.accounts.create(rest);
    expect(account).toMatchObject({
      charges_enabled: false,
      capabilities: { card_payments: 'inactive' },
      requirements: {
        currently_due: ['external_account', 'tos_acceptance.date', 'tos_acceptance.ip'],
        disabled_reason: 'requirements.past_due',
      },
    });
    const ready = await stripe.accounts.update(account.id, {
      external_account: 'btok_fr',
      tos_acceptance,
      metadata: { seller: '1' },
    });
    expect(ready).toMatchObject({ charges_enabled: true, metadata: { seller: '1' } });
    expect(await eventTypes(stripe, { stripeAccount: account.id })).toEqual([
      'person.created',
      'account.external_account.created',
      'capability.updated',
      'capability.updated',
      'account.updated',
    ]);
    const { data } = await stripe.events.list({ limit: 2 }, { stripeAccount: account.id });
    const [updated, capability] = data;
    expect(updated?.data.previous_attributes).toMatchObject({
      charges_enabled: false,
      capabilities: { card_payments: 'inactive', transfers: 'inactive' },
      requirements: { disabled_reason: 'requirements.past_due' },
    });
    expect(capability?.data.object).toMatchObject({ id: 'transfers', status: 'active' });
    expect(capability?.data.previous_attributes).toMatchObject({ status: 'inactive' });
  });

  test.each([
    ['standard', 'account', 'stripe', 'full'],
    ['express', 'application_express', 'application', 'express'],
  ] as const)(
    '%s accounts are answered for as documented',
    async (type, payer, losses, dashboard) => {
      const { stripe } = await scene();
      const account = await stripe.accounts.create({ type });
      expectShape(account);
      expect(account).toMatchObject({
        type,
        country: 'US',
        charges_enabled: false,
        capabilities: {},
        controller: {
          fees: { payer },
          losses: { payments: losses },
          stripe_dashboard: { type: dashboard },
          requirement_collection: 'stripe',
        },
        requirements: {
          currently_due: ['external_account', 'tos_acceptance.date', 'tos_acceptance.ip'],
        },
      });
    },
  );

  test('controller properties make accounts of no type', async () => {
    const made = await scene();
    const { stripe } = made;
    const { type: _, ...details } = complete;
    const account = await stripe.accounts.create({
      ...details,
      controller: {
        fees: { payer: 'application' },
        losses: { payments: 'application' },
        requirement_collection: 'application',
        stripe_dashboard: { type: 'none' },
      },
    });
    expect(account).toMatchObject({ type: 'none', charges_enabled: true });
    // `application`: the platform pays for processing.
    await charge({ ...made, seller: { stripeAccount: account.id } }, 'pm_card_visa', {
      capture_method: 'automatic',
    });
    const { data } = await stripe.balanceTransactions.list({}, { stripeAccount: account.id });
    expect(data).toMatchObject([{ amount: 2500, fee: 0 }]);
    const { data: billed } = await stripe.balanceTransactions.list({ type: 'stripe_fee' });
    expect(billed).toMatchObject([{ net: -60 }]);
    const both = await failure(
      stripe.accounts.create({ type: 'custom', controller: { fees: { payer: 'account' } } }),
    );
    expect(both.message).toContain('mutually exclusive');
  });

  test('are listed, and are gone when deleted', async () => {
    const { stripe, account, american } = await scene();
    const { data } = await stripe.accounts.list();
    expect(data.map(({ id }) => id).sort()).toEqual([account, american].sort());
    expect(await stripe.accounts.del(account)).toMatchObject({ id: account, deleted: true });
    expect(await failure(stripe.accounts.retrieve(account))).toMatchObject({
      statusCode: 403,
      code: 'account_invalid',
      message: `The provided key 'sk_test_****ator' does not have access to account '${account}' (or that account does not exist). Application access may have been revoked.`,
    });
    expect((await stripe.accounts.list()).data.map(({ id }) => id)).toEqual([american]);
    expect(await failure(stripe.accounts.del(account))).toMatchObject({ statusCode: 404 });
    const error = await failure(stripe.customers.list({}, { stripeAccount: account }));
    expect(error).toMatchObject({ statusCode: 403, code: 'account_invalid' });
  });

  test('are no business of each other', async () => {
    const { stripe, account, american } = await scene();
    const options = { stripeAccount: account };
    expect((await failure(stripe.accounts.retrieve(american, {}, options))).statusCode).toBe(403);
    expect((await failure(stripe.accounts.create({ type: 'custom' }, options))).statusCode).toBe(
      403,
    );
  });

  test('are refused for countries without Stripe', async () => {
    const { stripe } = await scene();
    const error = await failure(stripe.accounts.create({ type: 'custom', country: 'AQ' }));
    expect(error).toMatchObject({ statusCode: 400, param: 'country' });
  });

  test('a deleted one still settles what was on its way', async () => {
    const made = await scene({ settings: { settleDelayMs: 20 } });
    const { stripe, account } = made;
    const { latest_charge } = await charge(made, 'pm_card_visa', {
      application_fee_amount: 100,
    });
    await stripe.accounts.del(account);
    const fee = await eventually(async () => (await stripe.applicationFees.list()).data[0]);
    expect(fee).toMatchObject({ amount: 100, charge: latest_charge });
  });

  test('text can be unset, and must be what it says', async () => {
    const { stripe } = await scene();
    const { id } = await stripe.accounts.create({ ...complete, email: 'a@example.com' });
    const update = (given: Stripe.AccountUpdateParams) => stripe.accounts.update(id, given);
    const cleared = await update({ email: '', business_profile: { name: '', support_phone: '1' } });
    expect(cleared).toMatchObject({
      email: null,
      business_profile: { name: null, support_phone: '1', mcc: '5999' },
    });
    expect(await failure(update({ email: 'nobody' }))).toMatchObject({ code: 'email_invalid' });
    expect(await failure(update({ business_profile: { url: 'nowhere' } }))).toMatchObject({
      code: 'url_invalid',
      param: 'business_profile[url]',
    });
    const documents = { proof_of_address: { files: ['file_1'] } };
    expect(await failure(update({ documents }))).toMatchObject({
      code: 'resource_missing',
      param: 'documents[proof_of_address][files][0]',
    });
    const proof = { files: ['file_identity_document_success'] };
    expectShape(await update({ documents: { proof_of_address: proof } }));
  });

  test('settings, groups and addresses are kept as Stripe shows them', async () => {
    const { stripe } = await scene();
    const account = await stripe.accounts.create({
      ...complete,
      groups: { payments_pricing: 'standard' },
      business_profile: {
        ...complete.business_profile,
        support_address: { city: 'Paris' },
        annual_revenue: { amount: 100, currency: 'eur', fiscal_year_end: '2025-12-31' },
      },
      settings: {
        payouts: {
          schedule: { interval: 'weekly', weekly_anchor: 'friday', delay_days: 'minimum' },
        },
        card_payments: { statement_descriptor_prefix: 'ATELIER' },
      },
    });
    expectShape(account);
    expect(account).toMatchObject({
      groups: { payments_pricing: 'standard' },
      business_profile: { support_address: { city: 'Paris', line1: null } },
      settings: {
        payouts: { schedule: { interval: 'weekly', weekly_anchor: 'friday', delay_days: 7 } },
        card_payments: { statement_descriptor_prefix: 'ATELIER' },
      },
    });
  });

  test.each([
    [{ payments: { statement_descriptor: 'ATELIER DES FLEURS ROSES' } }, 'payments'],
    [{ payments: { statement_descriptor: 'FOUR' } }, 'payments'],
    [{ payments: { statement_descriptor: '12345' } }, 'payments'],
    [{ payments: { statement_descriptor: 'A*TELIER' } }, 'payments'],
    [{ card_payments: { statement_descriptor_prefix: 'ATELIER DES' } }, 'card_payments'],
    [{ card_payments: { statement_descriptor_prefix: 'A' } }, 'card_payments'],
  ] as const)('cannot stand on bank statements as %o', async (settings, where) => {
    const { stripe, american } = await scene();
    const error = await failure(stripe.accounts.update(american, { settings }));
    const name = where === 'payments' ? 'statement_descriptor' : 'statement_descriptor_prefix';
    expect(error).toMatchObject({ statusCode: 400, param: `settings[${where}][${name}]` });
  });
});
