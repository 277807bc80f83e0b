/**
 * Bank accounts (docs.stripe.com/api/external_account_bank_accounts). Account numbers are not kept,
 * only their last four digits and what tells two of them apart.
 */
import { createHash } from 'node:crypto';
import type Stripe from 'stripe';
import { testBankByNumber } from '../rules/banks/test-banks';
import { currencyOf } from '../rules/regions';
import { invalidRequest, missingParameter, type Context } from '../server/contract';
import type { BankFields } from './token-contents';

/** Test tokens that stand for a bank account (docs.stripe.com/connect/testing). */
const testTokens: Readonly<
  Record<string, Pick<BankFields, 'country' | 'currency' | 'last4' | 'routing'>>
> = {
  btok_us: { country: 'US', currency: 'usd', last4: '6789', routing: '110000000' },
  btok_us_verified: { country: 'US', currency: 'usd', last4: '6789', routing: '110000000' },
  btok_gb: { country: 'GB', currency: 'gbp', last4: '2345', routing: '108800' },
  btok_fr: { country: 'FR', currency: 'eur', last4: '2606', routing: '20041010' },
  btok_de: { country: 'DE', currency: 'eur', last4: '3000', routing: '37040044' },
  btok_jp: { country: 'JP', currency: 'jpy', last4: '1234', routing: '1100000' },
};

/** The bank account a test token stands for. */
export function testBank(token: string): BankFields | undefined {
  const bank = testTokens[token];
  if (!bank) return undefined;
  return {
    ...bank,
    holder: null,
    holderType: null,
    accountType: null,
    fingerprint: print(token),
    ...(bank.country === 'US' ? { account: 'success' } : {}),
  };
}

function print(text: string): string {
  const hash = createHash('sha256').update(`bank ${text}`).digest('base64');
  return hash.replaceAll(/[^A-Za-z0-9]/g, '').slice(0, 16);
}

/** A bank account as parameters give it. */
export interface GivenBank {
  readonly account_number?: string | undefined;
  readonly account_holder_name?: string | undefined;
  readonly account_holder_type?: string | undefined;
  readonly account_type?: string | undefined;
  readonly country?: string | undefined;
  readonly currency?: string | undefined;
  readonly routing_number?: string | undefined;
}

/**
 * Checks and reduces a bank account. `within` names the hash it was given in.
 *
 * @throws 400 `account_number_invalid` or `routing_number_invalid` (sentences unconfirmed).
 */
export function bankFields(given: GivenBank, within: string, home?: Stripe.Account): BankFields {
  const param = (name: string): string => `${within}[${name}]`;
  if (given.account_number === undefined) {
    throw missingParameter(param('account_number'));
  }
  const number = given.account_number.replaceAll(/[\s-]/g, '');
  if (!/^[A-Za-z0-9]{4,34}$/.test(number)) {
    throw invalidRequest(
      'You must use a test bank account number in test mode. Try 000123456789 or see more options at https://stripe.com/docs/connect/testing#account-numbers.',
      { code: 'account_number_invalid', param: param('account_number') },
    );
  }
  const country = (given.country ?? home?.country ?? 'US').toUpperCase();
  const routing = given.routing_number?.replaceAll(/[\s-]/g, '') ?? null;
  if (country === 'US' && !/^\d{9}$/.test(routing ?? '')) {
    throw invalidRequest('Routing number must have 9 digits', {
      code: 'routing_number_invalid',
      param: param('routing_number'),
    });
  }
  const account = country === 'US' ? testBankByNumber(number)?.key : undefined;
  const currency = given.currency ?? currencyOf(country) ?? home?.default_currency ?? 'usd';
  return {
    country,
    currency: currency.toLowerCase(),
    last4: number.slice(-4),
    routing,
    holder: given.account_holder_name ?? null,
    holderType: given.account_holder_type ?? null,
    accountType: given.account_type ?? null,
    fingerprint: print(`${routing ?? ''} ${number}`),
    ...(account === undefined ? {} : { account }),
  };
}

/** The BankAccount of a token: it belongs to no Account yet. */
export function newBankAccount(context: Context, bank: BankFields): Stripe.BankAccount {
  return {
    id: context.id('ba_'),
    object: 'bank_account',
    account_holder_name: bank.holder,
    account_holder_type: bank.holderType,
    account_type: bank.accountType,
    bank_name: 'STRIPE TEST BANK',
    country: bank.country,
    currency: bank.currency,
    fingerprint: bank.fingerprint,
    last4: bank.last4,
    routing_number: bank.routing,
    status: 'new',
  };
}
