/**
 * What a platform tells about an account's business (docs.stripe.com/api/accounts/create).
 */
import type Stripe from 'stripe';
import { currencyOf } from '../rules/regions';
import { invalidRequest, type Context } from '../server/contract';
import { mergeMetadata } from '../server/metadata';
import { withCapabilities } from './account-requirements';
import { externalAccount } from './external-account';
import { address } from './parameters';

/** What creating and updating an account have in common. */
export type AccountParameters = Omit<
  Stripe.AccountCreateParams,
  'country' | 'controller' | 'type' | 'external_account'
> & {
  external_account?: string | object | null;
};

type Fields = Readonly<Record<string, unknown>>;

/** Given values replace, an emptied one becomes null, nested hashes merge. */
function merge<T extends object>(before: T, given: Fields | undefined): T {
  if (given === undefined) return before;
  const after: Record<string, unknown> = { ...(before as Fields) };
  for (const [key, value] of Object.entries(given)) {
    const old = after[key];
    if (value === '') after[key] = null;
    else if (isHash(value)) after[key] = merge(isHash(old) ? old : {}, value);
    else if (value !== undefined) after[key] = value;
  }
  return after as T;
}

function isHash(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The account with what `given` sets, and with the capabilities and requirements that follow. */
export function withDetails(
  context: Context,
  before: Stripe.Account,
  given: AccountParameters,
): Stripe.Account {
  const { business_profile, settings, tos_acceptance } = given;
  const bank = given.external_account
    ? externalAccount(context, before, given.external_account)
    : undefined;
  const after: Stripe.Account = {
    ...before,
    business_profile: before.business_profile
      ? supportAddress(merge(before.business_profile, business_profile as Fields | undefined))
      : null,
    business_type: given.business_type || before.business_type,
    default_currency: defaultCurrency(before, given.default_currency),
    email: given.email ?? before.email,
    metadata: mergeMetadata(before.metadata, given.metadata),
    settings: before.settings ? merge(before.settings, settings as Fields | undefined) : null,
    tos_acceptance: merge(before.tos_acceptance ?? {}, tos_acceptance as Fields | undefined),
    ...(given.company || before.company
      ? { company: companyOf(before.company, given.company) }
      : {}),
    ...(given.individual || before.individual
      ? { individual: personOf(context, before, given.individual) }
      : {}),
    ...(bank ? { external_accounts: bank } : {}),
  };
  return withCapabilities(after, requested(before, given.capabilities));
}

function supportAddress(profile: Stripe.Account.BusinessProfile): Stripe.Account.BusinessProfile {
  const given = profile.support_address;
  return { ...profile, support_address: given ? address({ ...given }) : null };
}

function defaultCurrency(before: Stripe.Account, given: string | undefined): string {
  if (given === undefined) return before.default_currency ?? 'usd';
  if (!/^[a-z]{3}$/i.test(given)) {
    throw invalidRequest(`Invalid currency: ${given}.`, { param: 'default_currency' });
  }
  return given.toLowerCase();
}

/** Capabilities asked for so far, with this request's added or withdrawn. */
function requested(
  before: Stripe.Account,
  given: AccountParameters['capabilities'],
): ReadonlySet<string> {
  const names = new Set(Object.keys(before.capabilities ?? {}));
  for (const [name, capability] of Object.entries(given ?? {})) {
    if (capability?.requested === true) names.add(name);
    if (capability?.requested === false) names.delete(name);
  }
  return names;
}

function companyOf(
  before: Stripe.Account.Company | undefined,
  given: AccountParameters['company'],
): Stripe.Account.Company {
  const { tax_id, vat_id, verification: _, ...rest } = given ?? {};
  const merged = merge<Stripe.Account.Company>(
    before ?? { directors_provided: false, executives_provided: false, owners_provided: false },
    rest as Fields,
  );
  return {
    ...merged,
    ...(merged.address ? { address: address({ ...merged.address }) } : {}),
    tax_id_provided: tax_id !== undefined || (before?.tax_id_provided ?? false),
    ...(vat_id === undefined ? {} : { vat_id_provided: true }),
  };
}

/** The one person behind an `individual` account. Numbers that prove identity are not kept. */
function personOf(
  context: Context,
  account: Stripe.Account,
  given: AccountParameters['individual'],
): Stripe.Person {
  const before: Stripe.Person = account.individual ?? {
    id: context.id('person_'),
    object: 'person',
    account: account.id,
    created: context.now(),
  };
  const { id_number, ssn_last_4, verification: _, metadata, ...rest } = given ?? {};
  const merged = merge(before, rest as Fields);
  return {
    ...merged,
    ...(merged.address ? { address: address({ ...merged.address }) } : {}),
    id_number_provided: id_number !== undefined || (before.id_number_provided ?? false),
    metadata: mergeMetadata(before.metadata ?? null, metadata),
    ssn_last_4_provided: ssn_last_4 !== undefined || (before.ssn_last_4_provided ?? false),
  };
}

/** The currency a new account settles in. Throws for a country where Stripe opens no accounts. */
export function homeCurrency(country: string): string {
  const currency = currencyOf(country);
  if (!currency) {
    throw invalidRequest(
      `Country '${country}' is not supported by Stripe. See https://stripe.com/global for the countries where accounts can be created.`,
      { param: 'country' },
    );
  }
  return currency;
}
