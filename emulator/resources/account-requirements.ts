/**
 * What is missing until an account may charge and be paid out
 * (docs.stripe.com/connect/required-verification-information). The lists are short ones, alike for
 * every country but for the last digits of an SSN in the US. There is no time of grace: what is
 * missing is past due at once.
 */
import type Stripe from 'stripe';
import type { AccountHidden } from './account-state';
import { isHash } from './merge';

/** Where addresses have no postal code. */
const noPostalCode = new Set(['AE', 'HK']);

function valueAt(object: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, name) => (isHash(value) ? value[name] : undefined), object);
}

function filled(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

function addressFields(country: string | undefined): string[] {
  const fields = ['address.city', 'address.line1', 'address.postal_code'];
  return noPostalCode.has(country ?? '') ? fields.slice(0, 2) : fields;
}

/** What is asked of the individual, or of the representative of a company. */
function personFields(country: string | undefined, company: boolean): string[] {
  return [
    ...addressFields(country),
    'dob.day',
    'dob.month',
    'dob.year',
    'email',
    'first_name',
    'last_name',
    'phone',
    ...(company ? ['relationship.title'] : []),
    ...(country === 'US' ? ['ssn_last_4'] : []),
  ];
}

function personKnows(person: Stripe.Person, field: string): boolean {
  if (field !== 'ssn_last_4') return filled(valueAt(person, field));
  return person.ssn_last_4_provided === true || person.id_number_provided === true;
}

/** Names of what is not known of a person, without the prefix. */
function missingOf(person: Stripe.Person, account: Stripe.Account): string[] {
  const main = account.business_type === 'individual' || person.relationship?.representative;
  const fields = main
    ? personFields(account.country, account.business_type !== 'individual')
    : ['first_name', 'last_name', 'email'];
  return fields.filter((field) => !personKnows(person, field));
}

function missingPeople(account: Stripe.Account, persons: readonly Stripe.Person[]): string[] {
  const [individual] = persons;
  if (account.business_type === 'individual') {
    return individual
      ? missingOf(individual, account).map((field) => `individual.${field}`)
      : personFields(account.country, false).map((field) => `individual.${field}`);
  }
  const representative = persons.some(({ relationship }) => relationship?.representative);
  const unknown = filled(account.business_type)
    ? personFields(account.country, true)
    : ['first_name', 'last_name'];
  return [
    ...(representative ? [] : unknown.map((field) => `representative.${field}`)),
    ...persons.flatMap((person) =>
      missingOf(person, account).map((field) => `${person.id}.${field}`),
    ),
  ];
}

function missingBusiness({ business_profile, business_type, company }: Stripe.Account): string[] {
  const url = filled(business_profile?.url) || filled(business_profile?.product_description);
  const ofCompany = filled(business_type) && business_type !== 'individual';
  const companyFields = ofCompany ? [...addressFields(undefined), 'name', 'phone'] : [];
  return [
    ...(filled(business_profile?.mcc) ? [] : ['business_profile.mcc']),
    ...(url ? [] : ['business_profile.url']),
    ...(filled(business_type) ? [] : ['business_type']),
    ...companyFields
      .filter((field) => !filled(valueAt(company, field)))
      .map((field) => `company.${field}`),
    ...(ofCompany && !company?.owners_provided ? ['company.owners_provided'] : []),
    ...(ofCompany && !company?.tax_id_provided ? ['company.tax_id'] : []),
  ];
}

/** Everything that is missing or did not pass, in Stripe's dotted names and order. */
export function dueOf(
  account: Stripe.Account,
  persons: readonly Stripe.Person[],
  hidden: AccountHidden,
): string[] {
  const asked = Object.keys(account.capabilities ?? {}).length > 0;
  const { external_accounts, tos_acceptance } = account;
  return [
    ...new Set([
      ...(asked ? missingBusiness(account) : []),
      ...(asked ? missingPeople(account, persons) : []),
      ...((external_accounts?.data.length ?? 0) > 0 ? [] : ['external_account']),
      ...(filled(tos_acceptance?.date) ? [] : ['tos_acceptance.date']),
      ...(filled(tos_acceptance?.ip) ? [] : ['tos_acceptance.ip']),
      ...Object.keys(hidden.failures),
    ]),
  ].sort();
}

/** What will be asked for one day, beside what is due: the whole SSN where its end was given. */
export function dueOneDay(account: Stripe.Account, persons: readonly Stripe.Person[]): string[] {
  if (account.country !== 'US') return [];
  return persons
    .filter((person) => person.ssn_last_4_provided && !person.id_number_provided)
    .map((person) => `${prefixOf(account, person)}.id_number`);
}

/** How requirements name a person. */
export function prefixOf(account: Stripe.Account, person: { readonly id: string }): string {
  return account.business_type === 'individual' ? 'individual' : person.id;
}

/** The errors of `requirements`, of the whole account or of what begins with `prefix`. */
export function errorsOf(hidden: AccountHidden, prefix = ''): Stripe.Account.Requirements.Error[] {
  return Object.entries(hidden.failures)
    .filter(([name]) => name.startsWith(prefix))
    .map(([requirement, { code, reason }]) => ({
      code: code as Stripe.Account.Requirements.Error.Code,
      reason,
      requirement,
    }))
    .sort((a, b) => (a.requirement < b.requirement ? -1 : 1));
}
