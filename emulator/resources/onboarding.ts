/**
 * What the holder of an account tells Stripe on the page behind an AccountLink
 * (docs.stripe.com/connect/hosted-onboarding).
 */
import type Stripe from 'stripe';
import type { Context } from '../server/contract';
import { withDetails, type AccountParameters } from './account-details';
import { hiddenOf, keepAccount, type PersonChange } from './account-standing';
import type { AccountLinkRecord } from './account-state';
import { afterVerdict, judgePerson } from './account-verification';
import { application, ensurePlatform, merchant } from './merchant';
import type { Fields } from './merge';
import { newPerson, withPerson } from './person-shape';

/** What the form asks for. Empty text was left out, because it is known already. */
export interface OnboardingAnswers {
  readonly type: 'individual' | 'company';
  readonly industry: string;
  readonly website: string;
  readonly company_name: string;
  readonly tax_id: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly title: string;
  readonly email: string;
  readonly phone: string;
  /** `YYYY-MM-DD`. */
  readonly birthday: string;
  readonly line1: string;
  readonly city: string;
  readonly postal_code: string;
  readonly ssn_last_4: string;
  readonly id_number: string;
  readonly account_number: string;
  readonly routing_number: string;
}

/** The link with this secret, when its account is still there. */
export function findLink(context: Context, id: string): AccountLinkRecord | undefined {
  const link = context.records.get('account_link', id)?.object;
  return link && !hiddenOf(context, context.account).deleted ? link : undefined;
}

/**
 * Opens a link: names the visit, which only this caller learns. Undefined when it was opened before
 * or is too old.
 */
export function openLink(context: Context, link: AccountLinkRecord): string | undefined {
  if (link.visit !== null || link.expires <= context.now()) return undefined;
  const visit = context.random(24);
  context.records.put('account_link', { ...link, visit }, null);
  return visit;
}

/** What is known of the account, to fill the form with. */
export function knownOf(context: Context): {
  account: Stripe.Account;
  person: Stripe.Person | undefined;
  platform: string;
} {
  const persons = context.records.all('person').map(({ object }) => object);
  return {
    account: merchant(context),
    person: persons.find(({ relationship }) => relationship?.representative) ?? persons.at(-1),
    platform: ensurePlatform(context).business_profile?.name ?? 'Test platform',
  };
}

/** Takes the answers over into the account, and ends the visit. */
export function completeOnboarding(
  context: Context,
  link: AccountLinkRecord,
  answers: OnboardingAnswers,
): Stripe.Account {
  const first = !merchant(context).details_submitted;
  const after = takeOver(context, answers, true);
  if (first && after.controller?.stripe_dashboard?.type === 'full') {
    context.emit('account.application.authorized', application(context));
  }
  context.records.put('account_link', { ...link, done: true }, null);
  return after;
}

/**
 * Takes over what there is of the answers, for somebody who leaves before the end: what is missing
 * stays due, and so does the consent to the terms. The visit may go on.
 */
export function saveOnboarding(context: Context, answers: OnboardingAnswers): void {
  takeOver(context, answers, false);
}

function takeOver(context: Context, answers: OnboardingAnswers, whole: boolean): Stripe.Account {
  const { account, person } = knownOf(context);
  const given = personOf(answers);
  const individual = answers.type === 'individual';
  const details = withDetails(context, account, hiddenOf(context, account.id), {
    ...businessOf(context, account, answers, whole),
    ...(individual ? { individual: given as Stripe.AccountCreateParams['individual'] } : {}),
  } as AccountParameters);
  const change = individual ? details.person : representative(context, account, person, given);
  const hidden =
    individual || !change
      ? details.hidden
      : afterVerdict(details.hidden, judgePerson(change.after.id, given), false);
  return keepAccount(context, details.account, hidden, change);
}

function representative(
  context: Context,
  account: Stripe.Account,
  before: Stripe.Person | undefined,
  given: Fields,
): PersonChange {
  const start = before ?? newPerson(context, account.id);
  return { before, after: withPerson(start, given) };
}

function filled(given: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
}

function placeOf({ line1, city, postal_code }: OnboardingAnswers): Record<string, string> {
  return filled({ line1, city, postal_code });
}

function personOf(answers: OnboardingAnswers): Record<string, unknown> {
  const { first_name, last_name, email, phone, ssn_last_4, id_number, title, type } = answers;
  const [year, month, day] = answers.birthday.split('-').map(Number);
  return {
    ...filled({ first_name, last_name, email, phone, ssn_last_4, id_number }),
    address: placeOf(answers),
    ...(day === undefined ? {} : { dob: { day, month, year } }),
    relationship: {
      representative: true,
      ...(type === 'company' ? { title } : {}),
    },
  };
}

function businessOf(
  context: Context,
  account: Stripe.Account,
  answers: OnboardingAnswers,
  whole: boolean,
): Record<string, unknown> {
  const { type, industry, website, company_name, tax_id, phone } = answers;
  const asked = Object.keys(account.capabilities ?? {}).length > 0;
  const { account_number, routing_number } = answers;
  return {
    business_type: type,
    business_profile: filled({ mcc: industry, url: website }),
    ...(account.email === null && answers.email ? { email: answers.email } : {}),
    // An account that was asked for nothing takes cards and is paid out.
    ...(asked
      ? {}
      : { capabilities: { card_payments: { requested: true }, transfers: { requested: true } } }),
    ...(type === 'company'
      ? {
          company: {
            ...filled({ name: company_name, tax_id, phone }),
            address: placeOf(answers),
            ...(whole ? { owners_provided: true } : {}),
          },
        }
      : {}),
    ...(account_number
      ? {
          external_account: {
            object: 'bank_account',
            country: account.country,
            currency: account.default_currency,
            ...filled({ account_number, routing_number }),
          },
        }
      : {}),
    ...(whole ? { tos_acceptance: { date: context.now(), ip: '127.0.0.1' } } : {}),
  };
}
