/**
 * The bank account that pays an Account out (docs.stripe.com/api/external_accounts). Account
 * numbers are not kept, only their last four digits.
 */
import { createHash } from 'node:crypto';
import type Stripe from 'stripe';
import { invalidRequest, type Context } from '../server/contract';
import type { AccountParameters } from './account-details';

interface BankFields {
  readonly country: string;
  readonly currency: string;
  readonly last4: string;
  readonly routing: string | null;
  readonly holder: string | null;
  readonly holderType: string | null;
  readonly fingerprint: string;
}

/** Test tokens that stand for a bank account (docs.stripe.com/connect/testing). */
const tokens: Readonly<
  Record<string, Pick<BankFields, 'country' | 'currency' | 'last4' | 'routing'>>
> = {
  btok_us: { country: 'US', currency: 'usd', last4: '6789', routing: '110000000' },
  btok_us_verified: { country: 'US', currency: 'usd', last4: '6789', routing: '110000000' },
  btok_gb: { country: 'GB', currency: 'gbp', last4: '2345', routing: '108800' },
  btok_fr: { country: 'FR', currency: 'eur', last4: '2606', routing: '20041010' },
  btok_de: { country: 'DE', currency: 'eur', last4: '3000', routing: '37040044' },
  btok_jp: { country: 'JP', currency: 'jpy', last4: '1234', routing: '1100000' },
};

function fingerprint(text: string): string {
  const hash = createHash('sha256').update(`bank ${text}`).digest('base64');
  return hash.replaceAll(/[^A-Za-z0-9]/g, '').slice(0, 16);
}

function fieldsOf(
  account: Stripe.Account,
  given: NonNullable<AccountParameters['external_account']>,
): BankFields {
  if (typeof given === 'string') {
    const token = tokens[given];
    if (!token) {
      throw invalidRequest(`No such token: '${given}'`, {
        code: 'resource_missing',
        param: 'external_account',
      });
    }
    return { ...token, holder: null, holderType: null, fingerprint: fingerprint(given) };
  }
  if (!('account_number' in given) || typeof given.account_number !== 'string') {
    throw invalidRequest('Missing required param: external_account[account_number].', {
      code: 'parameter_missing',
      param: 'external_account[account_number]',
    });
  }
  const bank = given as unknown as Partial<Record<string, string>> & { account_number: string };
  return {
    country: bank.country ?? account.country ?? 'US',
    currency: (bank.currency ?? account.default_currency ?? 'usd').toLowerCase(),
    last4: bank.account_number.slice(-4),
    routing: bank.routing_number ?? null,
    holder: bank.account_holder_name ?? null,
    holderType: bank.account_holder_type ?? null,
    fingerprint: fingerprint(`${bank.routing_number ?? ''} ${bank.account_number}`),
  };
}

/** The account's list of external accounts with this one as its only, default member. */
export function externalAccount(
  context: Context,
  account: Stripe.Account,
  given: NonNullable<AccountParameters['external_account']>,
): Stripe.ApiList<Stripe.ExternalAccount> {
  const bank = fieldsOf(account, given);
  const requirements = {
    currently_due: [],
    errors: [],
    past_due: [],
    pending_verification: [],
  };
  const object: Stripe.BankAccount = {
    id: context.id('ba_'),
    object: 'bank_account',
    account: account.id,
    account_holder_name: bank.holder,
    account_holder_type: bank.holderType,
    account_type: null,
    available_payout_methods: ['standard'],
    bank_name: 'STRIPE TEST BANK',
    country: bank.country,
    currency: bank.currency,
    default_for_currency: true,
    fingerprint: bank.fingerprint,
    future_requirements: requirements,
    last4: bank.last4,
    metadata: {},
    requirements,
    routing_number: bank.routing,
    status: 'new',
  };
  return {
    object: 'list',
    data: [object],
    has_more: false,
    total_count: 1,
    url: `/v1/accounts/${account.id}/external_accounts`,
  } as Stripe.ApiList<Stripe.ExternalAccount>;
}
