/**
 * Connected accounts that can charge and be paid out at once, as `POST /_emulator/seed` makes them.
 */
import type Stripe from 'stripe';
import type { Context } from '../server/contract';
import { homeCurrency } from './account-country';
import { withDetails, type AccountParameters } from './account-details';
import { newAccount } from './account-shape';
import { judge } from './account-standing';
import { freshAccount } from './account-state';
import { externalList, newExternalAccount } from './external-account';
import type { Fields } from './merge';
import { newPerson, withPerson } from './person-shape';
import { statementName } from './statement-name';

/** The details of an account made ready. */
export interface ReadyAccount {
  /** `acct_` and 16 letters or digits. */
  readonly id: string;
  readonly country: string;
  readonly currency?: string;
  readonly name: string;
}

/** Makes a company's account with its representative. No event tells of it. */
export function putReadyAccount(context: Context, given: ReadyAccount): Stripe.Account {
  const platform = context.as(context.platform);
  const owner = platform.as(given.id);
  const account = newAccount(platform, given.id, {
    type: 'custom',
    country: given.country,
    defaultCurrency: given.currency ?? homeCurrency(given.country),
  });
  const person = withPerson(newPerson(owner, given.id), representative(given.country));
  const { account: told, hidden } = withDetails(
    owner,
    { ...account, external_accounts: payoutAccount(owner, account) },
    freshAccount,
    detailsOf(given, context.now()),
  );
  const judged = judge(told, [person], hidden);
  for (const one of judged.persons) owner.records.put('person', one, null);
  platform.records.put('account', judged.account, hidden);
  return judged.account;
}

function payoutAccount(
  owner: Context,
  account: Stripe.Account,
): Stripe.ApiList<Stripe.ExternalAccount> {
  const bank = newExternalAccount(owner, account, {
    object: 'bank_account',
    account_number: '000123456789',
    country: account.country,
    currency: account.default_currency,
    routing_number: '110000000',
  });
  return externalList(account, [{ ...bank, default_for_currency: true }]);
}

function placeIn(country: string): Stripe.AddressParam {
  return { city: 'Testville', country, line1: 'address_full_match', postal_code: '10001' };
}

function detailsOf(given: ReadyAccount, now: number): AccountParameters {
  const { country, name } = given;
  return {
    business_type: 'company',
    business_profile: { name, mcc: '5999', product_description: name },
    capabilities: {
      card_payments: { requested: true },
      transfers: { requested: true },
      ...(country === 'US' ? { us_bank_account_ach_payments: { requested: true } } : {}),
    },
    company: {
      name,
      address: placeIn(country),
      owners_provided: true,
      phone: '0000000000',
      tax_id: '222222222',
    },
    settings: { payments: { statement_descriptor: statementName(name) } },
    tos_acceptance: { date: now, ip: '127.0.0.1' },
  };
}

function representative(country: string): Fields {
  return {
    address: placeIn(country),
    dob: { day: 1, month: 1, year: 1902 },
    email: 'representative@example.com',
    first_name: 'Test',
    id_number: '222222222',
    last_name: 'Representative',
    phone: '0000000000',
    relationship: { executive: true, owner: true, representative: true, title: 'CEO' },
  };
}
