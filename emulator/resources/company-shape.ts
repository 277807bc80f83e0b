/**
 * The company behind an account (docs.stripe.com/api/accounts/object#account_object-company). Its
 * tax numbers are not kept, only that they were given.
 */
import type Stripe from 'stripe';
import { isHash, merge, without, type Fields } from './merge';
import { address } from './parameters';
import { withJapanese } from './person-shape';

/** Taken, and shown in another way or not at all. */
const notShown = [
  'ownership_declaration_shown_and_signed',
  'registration_number',
  'tax_id',
  'vat_id',
];

const addresses = [
  'address',
  'administrative_address',
  'physical_address',
  'principal_place_of_business',
] as const;

/** Fields that are absent rather than null when unset. */
const absent = ['ownership_exemption_reason', 'registration_date', 'structure'];

const declarations = [
  'directorship_declaration',
  'ownership_declaration',
  'representative_declaration',
] as const;

const noDocument = { back: null, details: null, details_code: null, front: null };

/** The company with what `given` sets. */
export function withCompany(
  before: Stripe.Account.Company | undefined,
  given: Fields,
): Stripe.Account.Company {
  const start = before ?? {
    directors_provided: false,
    executives_provided: false,
    name: null,
    owners_provided: false,
    verification: { document: noDocument },
  };
  const merged = merge<Stripe.Account.Company>(start, without(given, notShown));
  const gone = absent.filter((name) => (merged as Fields)[name] === null);
  const shown = without(merged as Fields, gone) as Stripe.Account.Company;
  const whole = addresses.flatMap((name) =>
    shown[name] ? [[name, address({ ...shown[name] })] as const] : [],
  );
  const declared = declarations.flatMap((name) =>
    isHash(shown[name])
      ? [[name, Object.assign({ date: null, ip: null, user_agent: null }, shown[name])] as const]
      : [],
  );
  return {
    ...shown,
    ...Object.fromEntries(whole),
    ...Object.fromEntries(declared),
    ...withJapanese(shown),
    tax_id_provided: provided(before?.tax_id_provided, given.tax_id),
    ...(given.vat_id === undefined && before?.vat_id_provided === undefined
      ? {}
      : { vat_id_provided: provided(before?.vat_id_provided, given.vat_id) }),
    verification: { document: { ...noDocument, ...shown.verification?.document } },
  };
}

function provided(known: boolean | undefined, given: unknown): boolean {
  return given === undefined ? (known ?? false) : given !== '';
}
