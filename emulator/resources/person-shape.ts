/**
 * People behind an account (docs.stripe.com/api/persons). Numbers that prove who they are are not
 * kept, only that they were given.
 */
import type Stripe from 'stripe';
import type { Context } from '../server/contract';
import { mergeMetadata } from '../server/metadata';
import { dueOf, dueOneDay, errorsOf, prefixOf } from './account-requirements';
import type { AccountHidden } from './account-state';
import { isHash, merge, without, type Fields } from './merge';
import { address, checkEmail } from './parameters';

const noDocument: Stripe.Person.Verification.Document = {
  back: null,
  details: null,
  details_code: null,
  front: null,
};

/** A person of whom nothing is known. Nothing is kept. */
export function newPerson(context: Context, account: string): Stripe.Person {
  return {
    id: context.id('person_'),
    object: 'person',
    account,
    created: context.now(),
    dob: { day: null, month: null, year: null },
    first_name: null,
    future_requirements: requirements(),
    id_number_provided: false,
    last_name: null,
    metadata: {},
    relationship: {
      authorizer: false,
      director: false,
      executive: false,
      legal_guardian: false,
      owner: false,
      percent_ownership: null,
      representative: false,
      title: null,
    },
    requirements: requirements(),
    ssn_last_4_provided: false,
    verification: {
      additional_document: { ...noDocument },
      details: null,
      details_code: null,
      document: { ...noDocument },
      status: 'unverified',
    },
  };
}

function requirements(): Stripe.Person.Requirements {
  return {
    alternatives: [],
    currently_due: [],
    errors: [],
    eventually_due: [],
    past_due: [],
    pending_verification: [],
  };
}

const notKept = ['id_number', 'id_number_secondary', 'ssn_last_4', 'metadata', 'documents'];

/** The person with what `given` sets. `param` says where it was given, for errors. */
export function withPerson(before: Stripe.Person, given: Fields, param = ''): Stripe.Person {
  checkEmail(given.email as string | undefined, param ? `${param}[email]` : 'email');
  const merged = merge(before, without(given, notKept));
  const was = (known: boolean | undefined, value: unknown): boolean =>
    value === undefined ? (known ?? false) : value !== '';
  return {
    ...merged,
    ...(merged.address ? { address: address({ ...merged.address }) } : {}),
    ...(merged.registered_address
      ? { registered_address: address({ ...merged.registered_address }) }
      : {}),
    ...withJapanese(merged),
    ...withWholeHashes(merged),
    dob: isHash(merged.dob) ? merged.dob : { day: null, month: null, year: null },
    ...('full_name_aliases' in merged ? { full_name_aliases: merged.full_name_aliases ?? [] } : {}),
    id_number_provided: was(before.id_number_provided, given.id_number),
    ...(given.id_number_secondary === undefined && before.id_number_secondary_provided === undefined
      ? {}
      : {
          id_number_secondary_provided: was(
            before.id_number_secondary_provided,
            given.id_number_secondary,
          ),
        }),
    metadata: mergeMetadata(
      before.metadata,
      given.metadata as Stripe.Emptyable<Stripe.MetadataParam> | undefined,
    ),
    ssn_last_4_provided: was(before.ssn_last_4_provided, given.ssn_last_4),
  };
}

/** Hashes that come with each of their fields once one of them is known. */
function withWholeHashes(person: Stripe.Person): Partial<Stripe.Person> {
  const { additional_tos_acceptances: accepted, us_cfpb_data: data } = person;
  const { ethnicity_details: ethnicity, race_details: race } = data ?? {};
  return {
    ...(accepted
      ? {
          additional_tos_acceptances: {
            account: accepted.account
              ? Object.assign({ date: null, ip: null, user_agent: null }, accepted.account)
              : null,
          },
        }
      : {}),
    ...(data
      ? {
          us_cfpb_data: {
            ethnicity_details: ethnicity
              ? Object.assign({ ethnicity: null, ethnicity_other: null }, ethnicity)
              : null,
            race_details: race ? Object.assign({ race: null, race_other: null }, race) : null,
            self_identified_gender: data.self_identified_gender ?? null,
          },
        }
      : {}),
  };
}

/** Japanese addresses with each of their fields. */
export function withJapanese<T extends object>(object: T): Partial<T> {
  const fields = ['city', 'country', 'line1', 'line2', 'postal_code', 'state', 'town'];
  const known = ['address_kana', 'address_kanji'].flatMap((name) => {
    const value = (object as Fields)[name];
    if (!isHash(value)) return [];
    return [[name, Object.fromEntries(fields.map((field) => [field, value[field] ?? null]))]];
  });
  return Object.fromEntries(known) as Partial<T>;
}

/** The person with the state of its verification and what is still asked of it. */
export function judgedPerson(
  account: Stripe.Account,
  person: Stripe.Person,
  hidden: AccountHidden,
): Stripe.Person {
  const prefix = `${prefixOf(account, person)}.`;
  const own = (names: readonly string[]): string[] =>
    names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
  const due = own(dueOf(account, [person], hidden));
  const pending = own(hidden.pending);
  const errors = errorsOf(hidden, prefix).map((error) => ({
    ...error,
    requirement: error.requirement.slice(prefix.length),
  }));
  const document = errors.find(({ requirement }) => requirement === 'verification.document');
  const proven = person.id_number_provided || hasDocument(person);
  const [worst] = errors;
  return {
    ...person,
    requirements: {
      alternatives: [],
      currently_due: due,
      errors,
      eventually_due: [...due, ...own(dueOneDay(account, [person]))],
      past_due: due,
      pending_verification: pending,
    },
    verification: {
      ...person.verification,
      details: worst?.reason ?? null,
      details_code: worst ? worst.code.replace('verification_', '') : null,
      document: {
        ...noDocument,
        ...person.verification?.document,
        details: document?.reason ?? null,
        details_code: document ? document.code.replace('verification_', '') : null,
      },
      status: worst
        ? 'unverified'
        : pending.length > 0
          ? 'pending'
          : proven
            ? 'verified'
            : 'unverified',
    },
  };
}

function hasDocument(person: Stripe.Person): boolean {
  return Boolean(person.verification?.document?.front);
}
