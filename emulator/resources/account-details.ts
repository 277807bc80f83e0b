/**
 * What a platform tells about an account's business (docs.stripe.com/api/accounts/create).
 */
import type Stripe from 'stripe';
import { checkDelay, shortestDelay } from '../rules/payouts';
import { invalidRequest, type Context } from '../server/contract';
import { mergeMetadata } from '../server/metadata';
import type { PersonChange } from './account-standing';
import type { AccountHidden } from './account-state';
import { afterVerdict, both, judgeBusiness, judgePerson, nothing } from './account-verification';
import { withCompany } from './company-shape';
import { newExternalAccount, replaceDefault, type GivenExternalAccount } from './external-account';
import { merge, type Fields } from './merge';
import { address, checkEmail, unsettable } from './parameters';
import { newPerson, withPerson } from './person-shape';
import { useToken } from './token-use';

/** What creating and updating an account have in common. */
export type AccountParameters = Omit<
  Stripe.AccountCreateParams,
  'country' | 'controller' | 'type' | 'external_account'
> & {
  external_account?: GivenExternalAccount | '' | null;
};

/** An account with what a request sets, before anything is concluded from it. */
export interface DetailedAccount {
  readonly account: Stripe.Account;
  readonly hidden: AccountHidden;
  readonly person?: PersonChange;
}

/** Applies `parameters` to an account. `owner` acts on the account itself. */
export function withDetails(
  owner: Context,
  before: Stripe.Account,
  hidden: AccountHidden,
  parameters: AccountParameters,
): DetailedAccount {
  const given = withToken(owner, parameters);
  checkDetails(owner, before, given);
  const { company, individual } = given;
  const person = individual ? individualOf(owner, before, { ...individual }) : undefined;
  const account: Stripe.Account = {
    ...before,
    business_profile: before.business_profile
      ? supportAddress(merge(before.business_profile, given.business_profile as Fields | undefined))
      : null,
    business_type: given.business_type || before.business_type,
    capabilities: requested(before, given.capabilities),
    default_currency: defaultCurrency(before, given.default_currency),
    email: unsettable(given.email, before.email),
    ...(given.groups
      ? {
          groups: {
            payments_pricing: unsettable(
              given.groups.payments_pricing,
              before.groups?.payments_pricing ?? null,
            ),
          },
        }
      : {}),
    metadata: mergeMetadata(before.metadata, given.metadata),
    settings: before.settings ? withSettings(before, given.settings as Fields | undefined) : null,
    tos_acceptance: merge(before.tos_acceptance ?? {}, given.tos_acceptance as Fields | undefined),
    ...(company || before.company ? { company: withCompany(before.company, { ...company }) } : {}),
    ...externalAccounts(owner, before, given),
  };
  const verdict = both(
    judgeBusiness(given as Fields),
    individual ? judgePerson('individual', { ...individual }) : nothing,
  );
  const { verificationDelayMs } = owner.settings;
  const later = verificationDelayMs > 0 && verdict.slow.length > 0;
  if (later) {
    owner.schedule(verificationDelayMs, 'verify_account', { requirements: verdict.slow });
  }
  return {
    account,
    hidden: {
      ...afterVerdict(hidden, verdict, later),
      requestedAt: askedAt(owner, hidden, account),
    },
    ...(person ? { person } : {}),
  };
}

/** Personal data that came by an account token instead (docs.stripe.com/connect/account-tokens). */
function withToken(owner: Context, given: AccountParameters): AccountParameters {
  if (given.account_token === undefined) return given;
  const { account_token, ...rest } = given;
  const platform = owner.as(owner.platform);
  const token = useToken(platform, account_token, 'account', 'account_token').given;
  const { tos_shown_and_accepted, ...details } = token;
  return {
    ...rest,
    ...(details as AccountParameters),
    ...(tos_shown_and_accepted === true
      ? { tos_acceptance: { date: owner.now(), ip: '127.0.0.1' } }
      : {}),
  };
}

function checkDetails(owner: Context, before: Stripe.Account, given: AccountParameters): void {
  checkEmail(given.email, 'email');
  checkEmail(given.business_profile?.support_email, 'business_profile[support_email]');
  const url = given.business_profile?.url;
  if (url && !/^(https?:\/\/)?[^\s/.]+\.[^\s]+$/.test(url)) {
    throw invalidRequest('Not a valid URL', {
      code: 'url_invalid',
      param: 'business_profile[url]',
    });
  }
  const { card_payments, payments } = given.settings ?? {};
  checkDescriptor('payments', 'statement_descriptor', payments?.statement_descriptor, 5, 22);
  const prefix = card_payments?.statement_descriptor_prefix;
  checkDescriptor('card_payments', 'statement_descriptor_prefix', prefix, 2, 10);
  const byStripe = before.controller?.requirement_collection !== 'application';
  if (byStripe && given.tos_acceptance && owner.key !== 'system') {
    const { date, ip, user_agent } = given.tos_acceptance;
    if (date === undefined && ip === undefined && user_agent === undefined) return;
    throw invalidRequest(
      'You cannot accept the Terms of Service on behalf of Standard and Express connected accounts.',
      { param: 'tos_acceptance' },
    );
  }
}

/**
 * Throws unless bank statements can hold it (docs.stripe.com/get-started/account/statement-descriptors;
 * the sentence is unconfirmed).
 */
function checkDescriptor(
  settings: string,
  name: string,
  text: string | undefined,
  least: number,
  most: number,
): void {
  if (!text) return;
  const fits = text.length >= least && text.length <= most;
  if (fits && /[a-z]/i.test(text) && !/[<>\\'"*]/.test(text)) return;
  throw invalidRequest(
    `The ${name.replaceAll('_', ' ')} must have ${least} to ${most} characters, contain at least one letter, and must not contain any of < > \\ ' " *.`,
    { param: `settings[${settings}][${name}]` },
  );
}

function supportAddress(profile: Stripe.Account.BusinessProfile): Stripe.Account.BusinessProfile {
  const given = profile.support_address;
  return { ...profile, support_address: given ? address({ ...given }) : null };
}

function withSettings(before: Stripe.Account, given: Fields | undefined): Stripe.Account.Settings {
  const settings = merge(before.settings as Stripe.Account.Settings, given);
  const { payouts, treasury } = settings;
  const delay: unknown = payouts?.schedule.delay_days;
  // `minimum` is the shortest delay of the account's country.
  const days = shortestDelay(before.country);
  const asked: unknown = (given as { payouts?: { schedule?: Fields } } | undefined)?.payouts
    ?.schedule?.delay_days;
  if (typeof asked === 'number') {
    checkDelay(before.country, asked, 'settings[payouts][schedule][delay_days]');
  }
  return {
    ...settings,
    ...(payouts && delay === 'minimum'
      ? { payouts: { ...payouts, schedule: { ...payouts.schedule, delay_days: days } } }
      : {}),
    ...(treasury?.tos_acceptance
      ? {
          treasury: {
            tos_acceptance: merge(
              { date: null, ip: null },
              treasury.tos_acceptance as object as Fields,
            ),
          },
        }
      : {}),
  };
}

function defaultCurrency(before: Stripe.Account, given: string | undefined): string {
  if (given === undefined) return before.default_currency ?? 'usd';
  if (!/^[a-z]{3}$/i.test(given)) {
    throw invalidRequest(`Invalid currency: ${given}.`, { param: 'default_currency' });
  }
  return given.toLowerCase();
}

/** Capabilities asked for so far, with this request's added or withdrawn. */
export function requested(
  before: Stripe.Account,
  given: object | undefined,
): Stripe.Account.Capabilities {
  const capabilities: Record<string, string> = { ...(before.capabilities as object) };
  const asked = Object.entries(given ?? {}) as [string, { requested?: boolean } | undefined][];
  for (const [name, capability] of asked) {
    if (capability?.requested === true) capabilities[name] ??= 'inactive';
    if (capability?.requested === false) delete capabilities[name];
  }
  return capabilities;
}

/** When each capability was asked for; those asked for now are asked for now. */
export function askedAt(
  context: Context,
  hidden: AccountHidden,
  account: Stripe.Account,
): AccountHidden['requestedAt'] {
  const names = Object.keys(account.capabilities ?? {});
  return Object.fromEntries(names.map((name) => [name, hidden.requestedAt[name] ?? context.now()]));
}

function individualOf(owner: Context, account: Stripe.Account, given: Fields): PersonChange {
  const [before] = owner.records.all('person').map(({ object }) => object);
  const start = before ?? account.individual ?? newPerson(owner, account.id);
  const after = withPerson(start, given, 'individual');
  return { before, after };
}

/** The account that pays out changes: the new one takes the place of its currency's default. */
function externalAccounts(
  owner: Context,
  before: Stripe.Account,
  given: AccountParameters,
): Pick<Stripe.Account, 'external_accounts'> | object {
  if (!given.external_account) return {};
  const made = newExternalAccount(owner, before, given.external_account);
  return { external_accounts: replaceDefault(owner, before, made) };
}
