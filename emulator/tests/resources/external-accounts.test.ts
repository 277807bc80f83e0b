import { describe, expect, test } from 'vitest';
import type Stripe from 'stripe';
import { stripeFor } from '../support/emulator';
import { complete } from './account-params';
import { eventTypes, expectShape, failure, scene } from './scene';

const sepa = { object: 'bank_account', country: 'DE', account_number: 'DE89370400440532013000' };

async function maker(stripe: Stripe): Promise<string> {
  return (await stripe.accounts.create(complete)).id;
}

describe('external accounts', () => {
  test('are added beside the default, and can take its place', async () => {
    const { stripe } = await scene();
    const id = await maker(stripe);
    const first = (await stripe.accounts.listExternalAccounts(id)).data[0];
    const second = await stripe.accounts.createExternalAccount(id, {
      external_account: sepa as Stripe.AccountCreateExternalAccountParams.BankAccount,
      metadata: { branch: 'two' },
    });
    expectShape(second);
    expect(second).toMatchObject({
      account: id,
      currency: 'eur',
      default_for_currency: false,
      last4: '3000',
      metadata: { branch: 'two' },
    });
    expect(JSON.stringify(second)).not.toContain('DE89370400440532013000');
    const updated = await stripe.accounts.updateExternalAccount(id, second.id, {
      default_for_currency: true,
      account_holder_name: 'Jeanne',
    });
    expect(updated).toMatchObject({ default_for_currency: true, account_holder_name: 'Jeanne' });
    const list = await stripe.accounts.listExternalAccounts(id, { object: 'bank_account' });
    expect(list.data.map((one) => [one.id, one.default_for_currency])).toEqual([
      [second.id, true],
      [first?.id, false],
    ]);
    const account = await stripe.accounts.retrieve(id);
    expect(account.external_accounts).toMatchObject({ total_count: 2 });
    expect((await eventTypes(stripe, { stripeAccount: id })).slice(2)).toEqual([
      'account.external_account.created',
      'account.updated',
      'account.external_account.updated',
      'account.updated',
    ]);
  });

  test('an update of the account replaces its default', async () => {
    const { stripe } = await scene();
    const id = await maker(stripe);
    const { external_accounts } = await stripe.accounts.update(id, { external_account: 'btok_de' });
    expect(external_accounts?.data).toMatchObject([{ last4: '3000', default_for_currency: true }]);
    expect(await eventTypes(stripe, { stripeAccount: id })).toContain(
      'account.external_account.deleted',
    );
  });

  test('the default of the account’s currency cannot be deleted, others can', async () => {
    const { stripe } = await scene();
    const id = await maker(stripe);
    const first = (await stripe.accounts.listExternalAccounts(id)).data[0]?.id ?? '';
    const refused = await failure(stripe.accounts.deleteExternalAccount(id, first));
    expect(refused.statusCode).toBe(400);
    expect(refused.message).toMatch(/^You cannot delete the default external account/);
    await stripe.accounts.createExternalAccount(id, {
      external_account: 'btok_fr',
      default_for_currency: true,
    });
    expect(await stripe.accounts.deleteExternalAccount(id, first)).toMatchObject({
      id: first,
      object: 'bank_account',
      deleted: true,
    });
    expect(await failure(stripe.accounts.retrieveExternalAccount(id, first))).toMatchObject({
      statusCode: 404,
    });
    // The only one of another currency can go.
    const dollars = await stripe.accounts.createExternalAccount(id, {
      external_account: 'btok_us',
    });
    expect(dollars.default_for_currency).toBe(true);
    expect(await stripe.accounts.deleteExternalAccount(id, dollars.id)).toMatchObject({
      deleted: true,
    });
  });

  test('can be debit cards, and not credit cards', async () => {
    const { emulator, stripe } = await scene();
    const id = await maker(stripe);
    const card = await stripe.accounts.createExternalAccount(id, {
      external_account: 'tok_visa_debit',
    });
    expectShape(card);
    expect(card).toMatchObject({
      object: 'card',
      brand: 'Visa',
      funding: 'debit',
      currency: 'eur',
      available_payout_methods: ['standard', 'instant'],
    });
    const changed = await stripe.accounts.updateExternalAccount(id, card.id, { exp_year: '2040' });
    expect(changed).toMatchObject({ exp_year: 2040 });
    const credit = stripe.accounts.createExternalAccount(id, { external_account: 'tok_visa' });
    expect(await failure(credit)).toMatchObject({ code: 'invalid_card_type' });
    const browser = stripeFor(emulator, { key: 'pk_test_emulator' });
    const token = await browser.tokens.create({
      card: { number: '4000056655665556', exp_month: '12', exp_year: '2034', cvc: '123' },
    });
    const made = await stripe.accounts.createExternalAccount(id, { external_account: token.id });
    expect(made).toMatchObject({ object: 'card', last4: '5556' });
    const again = stripe.accounts.createExternalAccount(id, { external_account: token.id });
    expect(await failure(again)).toMatchObject({ code: 'token_already_used' });
  });

  test('come by a bank token too', async () => {
    const { stripe } = await scene();
    const id = await maker(stripe);
    const token = await stripe.tokens.create({
      bank_account: { country: 'DE', account_number: 'DE89370400440532013000' },
    });
    const made = await stripe.accounts.createExternalAccount(id, { external_account: token.id });
    expect(made).toMatchObject({ object: 'bank_account', last4: '3000', account: id });
  });

  test('say what is wrong', async () => {
    const { stripe } = await scene();
    const id = await maker(stripe);
    const create = (external_account: unknown) =>
      failure(
        stripe.accounts.createExternalAccount(id, { external_account: external_account as string }),
      );
    expect(await create('btok_no')).toMatchObject({
      code: 'resource_missing',
      message: "No such token: 'btok_no'",
    });
    const american = { object: 'bank_account', country: 'US', account_number: '000123456789' };
    expect(await create({ ...american, routing_number: '12' })).toMatchObject({
      code: 'routing_number_invalid',
      message: 'Routing number must have 9 digits',
    });
    expect(
      await create({ ...american, routing_number: '110000000', account_number: '#1' }),
    ).toMatchObject({ code: 'account_number_invalid' });
    const first = (await stripe.accounts.listExternalAccounts(id)).data[0]?.id ?? '';
    expect(
      await failure(stripe.accounts.updateExternalAccount(id, first, { exp_year: '2040' })),
    ).toMatchObject({ param: 'exp_year' });
  });
});
