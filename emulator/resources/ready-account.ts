/**
 * Connected accounts that can charge and be paid out at once, as `POST /_emulator/seed` makes them.
 */
import type Stripe from 'stripe';
import type { Context } from '../server/contract';
import { homeCurrency } from './account-country';
import { withDetails, type AccountParameters } from './account-details';
import { newAccount } from './account-shape';
import { keepAccount } from './account-standing';
import { freshAccount } from './account-state';
import type { Fields } from './merge';
import { newPerson, withPerson } from './person-shape';

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
  const silent = quiet(owner);
  const person = withPerson(newPerson(owner, given.id), representative(given.country));
  owner.records.put('person', person, null);
  const details = withDetails(silent, account, freshAccount, detailsOf(given, context.now()));
  return keepAccount(quiet(platform), details.account, details.hidden);
}

/** The same context without a voice. */
function quiet(context: Context): Context {
  return Object.create(context, {
    emit: { value: () => undefined },
    as: { value: (account: string) => quiet(context.as(account)) },
  }) as Context;
}

function placeIn(country: string): Stripe.AddressParam {
  return { city: 'Testville', country, line1: 'address_full_match', postal_code: '10001' };
}

function detailsOf(given: ReadyAccount, now: number): AccountParameters {
  const { country, name } = given;
  return {
    business_type: 'company',
    business_profile: { name, mcc: '5999', product_description: name },
    capabilities: { card_payments: { requested: true }, transfers: { requested: true } },
    company: {
      name,
      address: placeIn(country),
      owners_provided: true,
      phone: '0000000000',
      tax_id: '222222222',
    },
    external_account: {
      object: 'bank_account',
      account_number: '000123456789',
      country,
      routing_number: '110000000',
      ...(given.currency ? { currency: given.currency } : {}),
    },
    settings: { payments: { statement_descriptor: descriptor(name) } },
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

/** A name as it may stand on a bank statement: 5 to 22 characters, without `< > \ ' " *`. */
function descriptor(name: string): string {
  return name
    .replaceAll(/[<>\\'"*]/g, '')
    .toUpperCase()
    .slice(0, 22)
    .padEnd(5, ' SHOP');
}
