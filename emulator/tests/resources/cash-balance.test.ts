import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { ibanOf } from '../../rules/bank-transfers';
import { eventTypes, expectShape, failure, scene } from './scene';

describe('a cash balance', () => {
  test('is empty until money comes, and settles by itself unless told otherwise', async () => {
    const { stripe, jenny } = await scene();
    const empty = await stripe.customers.retrieveCashBalance(jenny);
    expectShape(empty);
    expect(empty).toEqual({
      object: 'cash_balance',
      available: null,
      customer: jenny,
      customer_account: null,
      livemode: false,
      settings: { reconciliation_mode: 'automatic', using_merchant_default: true },
    });
    const manual = { settings: { reconciliation_mode: 'manual' } } as const;
    const changed = await stripe.customers.updateCashBalance(jenny, manual);
    expect(changed.settings).toEqual({
      reconciliation_mode: 'manual',
      using_merchant_default: false,
    });
    const made = await stripe.customers.create({ cash_balance: manual, expand: ['cash_balance'] });
    expectShape(made);
    expect(made.cash_balance?.settings.reconciliation_mode).toBe('manual');
    const back = {
      cash_balance: { settings: { reconciliation_mode: 'merchant_default' } },
    } as const;
    await stripe.customers.update(made.id, back);
    expect((await stripe.customers.retrieveCashBalance(made.id)).settings).toEqual({
      reconciliation_mode: 'automatic',
      using_merchant_default: true,
    });
    const seen = await stripe.customers.retrieve(made.id);
    expect(seen).not.toHaveProperty('cash_balance');
  });

  test('is filled by transfers, which are told of', async () => {
    const { stripe, jenny } = await scene();
    const funds = stripe.testHelpers.customers;
    const first = await funds.fundCashBalance(jenny, {
      amount: 5000,
      currency: 'USD',
      reference: 'O-7',
    });
    expectShape(first);
    expect(first).toMatchObject({
      type: 'funded',
      customer: jenny,
      currency: 'usd',
      net_amount: 5000,
      ending_balance: 5000,
      funded: {
        bank_transfer: {
          type: 'us_bank_transfer',
          reference: 'O-7',
          us_bank_transfer: { network: 'ach' },
        },
      },
    });
    const second = await funds.fundCashBalance(jenny, { amount: 100, currency: 'usd' });
    const third = await funds.fundCashBalance(jenny, { amount: 700, currency: 'eur' });
    expect(second.ending_balance).toBe(5100);
    const { available } = await stripe.customers.retrieveCashBalance(jenny);
    expect(available).toEqual({ usd: 5100, eur: 700 });
    const { data } = await stripe.customers.listCashBalanceTransactions(jenny);
    expect(data.map(({ id }) => id)).toEqual([third.id, second.id, first.id]);
    expect(
      await stripe.customers.retrieveCashBalanceTransaction(jenny, first.id, {
        expand: ['customer'],
      }),
    ).toMatchObject({ id: first.id, customer: { id: jenny } });
    expect((await eventTypes(stripe)).slice(-6)).toEqual(
      Array.from({ length: 3 }, () => [
        'customer_cash_balance_transaction.created',
        'cash_balance.funds_available',
      ]).flat(),
    );
    const other = await stripe.customers.create();
    expect(
      await failure(stripe.customers.retrieveCashBalanceTransaction(other.id, first.id)),
    ).toMatchObject({ statusCode: 404 });
    const balance = await stripe.balance.retrieve();
    expect(balance.available.every(({ amount }) => amount === 0)).toBe(true);
  });

  test.each([
    [{ amount: 0, currency: 'usd' }, 'amount'],
    [{ amount: 100, currency: 'sek' }, 'currency'],
  ])('takes no %o', async (given, param) => {
    const { stripe, jenny } = await scene();
    const error = await failure(stripe.testHelpers.customers.fundCashBalance(jenny, given));
    expect(error).toMatchObject({ statusCode: 400, param });
  });
});

type Transfer = Stripe.CustomerCreateFundingInstructionsParams.BankTransfer;

function ask(stripe: Stripe, customer: string, currency: string, bank_transfer: Transfer) {
  return stripe.customers.createFundingInstructions(customer, {
    currency,
    bank_transfer,
    funding_type: 'bank_transfer',
  });
}

describe('funding instructions', () => {
  test.each([
    ['usd', { type: 'us_bank_transfer' }, 'US', ['aba', 'swift']],
    [
      'eur',
      {
        type: 'eu_bank_transfer',
        eu_bank_transfer: { country: 'DE' },
        requested_address_types: ['iban'],
      },
      'DE',
      ['iban'],
    ],
    ['gbp', { type: 'gb_bank_transfer' }, 'GB', ['sort_code']],
    ['jpy', { type: 'jp_bank_transfer' }, 'JP', ['zengin']],
    ['mxn', { type: 'mx_bank_transfer' }, 'MX', ['spei']],
  ] as [string, Transfer, string, string[]][])(
    'say where to send %s',
    async (currency, given, country, types) => {
      const { stripe, jenny, seller } = await scene();
      const told = await ask(stripe, jenny, currency, given);
      // The SDK's list of types is open, and names two of them.
      const { bank_transfer } = told;
      expectShape({ ...told, bank_transfer: { ...bank_transfer, type: 'eu_bank_transfer' } });
      expect(told).toMatchObject({
        object: 'funding_instructions',
        currency,
        funding_type: 'bank_transfer',
        bank_transfer: { country, type: given.type },
      });
      expect(told.bank_transfer.financial_addresses.map(({ type }) => type)).toEqual(types);
      expect(await ask(stripe, jenny, currency, given)).toEqual(told);
      const other = await stripe.customers.create();
      expect(await ask(stripe, other.id, currency, given)).not.toEqual(told);
      expect(
        await failure(
          stripe.customers.createFundingInstructions(
            jenny,
            { currency, bank_transfer: given, funding_type: 'bank_transfer' },
            seller,
          ),
        ),
      ).toMatchObject({ code: 'resource_missing' });
    },
  );

  test('have an IBAN that adds up', () => {
    expect(ibanOf('DE', '370400440532013000')).toBe('DE89370400440532013000');
    expect(ibanOf('GB', 'WEST12345698765432')).toBe('GB82WEST12345698765432');
  });

  test.each([
    ['sek', { type: 'eu_bank_transfer' }, 'currency'],
    ['usd', { type: 'gb_bank_transfer' }, 'bank_transfer[type]'],
    ['eur', { type: 'eu_bank_transfer' }, 'bank_transfer[eu_bank_transfer]'],
    [
      'eur',
      { type: 'eu_bank_transfer', eu_bank_transfer: { country: 'US' } },
      'bank_transfer[eu_bank_transfer][country]',
    ],
    [
      'gbp',
      { type: 'gb_bank_transfer', requested_address_types: ['iban'] },
      'bank_transfer[requested_address_types]',
    ],
  ] as [string, Transfer, string][])('refuse %s by %o', async (currency, given, param) => {
    const { stripe, jenny } = await scene();
    const error = await failure(ask(stripe, jenny, currency, given));
    expect(error).toMatchObject({ statusCode: 400, param });
  });
});
