/**
 * What the values of Stripe's test mode make of the verification of an account
 * (docs.stripe.com/connect/testing). Any other value passes: nothing is really verified. The
 * requirement that an error is filed under is unconfirmed.
 */
import { invalidRequest } from '../server/contract';
import type { AccountHidden, Failure } from './account-state';
import { isHash, type Fields } from './merge';

/** What came of the values of one request, by requirement. */
export interface Verdict {
  readonly failed: Readonly<Record<string, Failure>>;
  /** Requirements given anew, whose earlier failure is over. */
  readonly passed: readonly string[];
  /** Passed ones of which Stripe says so later, by event. */
  readonly slow: readonly string[];
}

/** Of a request that gives nothing to judge. */
export const nothing: Verdict = { failed: {}, passed: [], slow: [] };

const failure = (code: string, reason: string): Failure => ({ code, reason });

const idNumberFailed = failure(
  'verification_failed_keyed_identity',
  'The person’s keyed-in identity information could not be verified. Correct any errors or upload a document that matches the identity fields (e.g., name and date of birth) entered.',
);
const addressFailed = failure(
  'verification_failed_address_match',
  'The address on the account could not be verified. Correct any errors or provide another address.',
);
const documentFailed = failure(
  'verification_document_failed_test_mode',
  'A test data helper was supplied to simulate verification failure.',
);

const taxIds: Readonly<Record<string, Failure>> = {
  '111111111': failure(
    'verification_failed_tax_id_match',
    'The information you provided couldn’t be verified with the tax authority. Correct any errors.',
  ),
  '111111112': failure(
    'verification_failed_tax_id_not_issued',
    'We weren’t able to find a record of this tax ID.',
  ),
  '111111113': failure(
    'verification_legal_entity_structure_mismatch',
    'The tax ID belongs to a business of another structure.',
  ),
};

/** Websites of Stripe's test mode; the rest of `*.stripe.com`'s list works alike. */
const websites: Readonly<Record<string, string>> = {
  disallowed: 'invalid_url_denylisted',
  geoblocked: 'invalid_url_website_inaccessible_geoblocked',
  inaccessible: 'invalid_url_website_inaccessible',
  mismatch: 'invalid_url_website_business_information_mismatch',
  missing: 'invalid_url_website_incomplete',
  passwordprotected: 'invalid_url_website_inaccessible_password_protected',
  underconstruction: 'invalid_url_website_incomplete_under_construction',
};

const descriptors: Readonly<Record<string, string>> = {
  mismatch: 'invalid_statement_descriptor_business_mismatch',
  disallowed: 'invalid_statement_descriptor_denylisted',
};

function joined(verdicts: readonly Verdict[]): Verdict {
  return {
    failed: Object.assign({}, ...verdicts.map(({ failed }) => failed)) as Verdict['failed'],
    passed: verdicts.flatMap(({ passed }) => passed),
    slow: verdicts.flatMap(({ slow }) => slow),
  };
}

function judged(name: string, wrong: Failure | undefined, slow = false): Verdict {
  if (wrong) return { ...nothing, failed: { [name]: wrong } };
  return { failed: {}, passed: [name], slow: slow ? [name] : [] };
}

function inside(given: Fields, ...path: string[]): unknown {
  return path.reduce<unknown>((value, name) => (isHash(value) ? value[name] : undefined), given);
}

function document(given: Fields, name: string, field = 'document'): Verdict {
  const front = inside(given, 'verification', field, 'front');
  if (front === undefined || front === '') return nothing;
  if (front === 'file_identity_document_failure') return judged(name, documentFailed);
  if (front !== 'file_identity_document_success') {
    throw invalidRequest(`No such file upload: '${String(front)}'`, {
      code: 'resource_missing',
      param: `verification[${field}][front]`,
    });
  }
  return judged(name, undefined);
}

function addressLine(given: Fields, name: string): Verdict {
  const line1 = inside(given, 'address', 'line1');
  if (line1 === undefined) return nothing;
  const wrong = line1 === 'address_no_match' || line1 === 'address_line1_no_match';
  return judged(name, wrong ? addressFailed : undefined);
}

/** Judges what is given of a person. `prefix` is `individual` or the person's id. */
export function judgePerson(prefix: string, given: Fields): Verdict {
  const { id_number, ssn_last_4 } = given;
  const verified = document(given, `${prefix}.verification.document`);
  // A good document settles what the number and the address left open.
  const settled =
    verified.passed.length > 0 ? [`${prefix}.id_number`, `${prefix}.address.line1`] : [];
  return joined([
    id_number === undefined || id_number === ''
      ? nothing
      : judged(
          `${prefix}.id_number`,
          id_number === '111111111' ? idNumberFailed : undefined,
          id_number === '000000000',
        ),
    ssn_last_4 === '0000' ? { ...nothing, slow: [`${prefix}.ssn_last_4`] } : nothing,
    inside(given, 'dob', 'year') === 1901 ? { ...nothing, slow: [`${prefix}.dob.year`] } : nothing,
    addressLine(given, `${prefix}.address.line1`),
    verified,
    document(given, `${prefix}.verification.additional_document`, 'additional_document'),
    { ...nothing, passed: settled },
  ]);
}

/** Judges what is given of an account's business. */
export function judgeBusiness(given: Fields): Verdict {
  const company = inside(given, 'company');
  const taxId = inside(given, 'company', 'tax_id');
  const website = /^https?:\/\/(\w+)\.stripe\.com\/?$/.exec(
    String(inside(given, 'business_profile', 'url') ?? ''),
  )?.[1];
  const descriptor = inside(given, 'settings', 'payments', 'statement_descriptor');
  const code = descriptors[String(descriptor)];
  const site = websites[website ?? ''];
  return joined([
    typeof taxId === 'string' && taxId !== ''
      ? judged('company.tax_id', taxIds[taxId], taxId === '000000000' || taxId === '000000001')
      : nothing,
    isHash(company) ? addressLine(company, 'company.address.line1') : nothing,
    isHash(company) ? document(company, 'company.verification.document') : nothing,
    inside(given, 'business_profile', 'url') === undefined
      ? nothing
      : judged(
          'business_profile.url',
          site === undefined ? undefined : failure(site, 'The website could not be accepted.'),
        ),
    descriptor === undefined
      ? nothing
      : judged(
          'settings.payments.statement_descriptor',
          code === undefined
            ? undefined
            : failure(code, 'The statement descriptor could not be accepted.'),
        ),
  ]);
}

/** What Stripe knows of an account after a verdict. `later` says that slow ones are pending. */
export function afterVerdict(
  hidden: AccountHidden,
  verdict: Verdict,
  later: boolean,
): AccountHidden {
  const open = Object.entries(hidden.failures).filter(([name]) => !verdict.passed.includes(name));
  const slow = later ? verdict.slow.filter((name) => !(name in verdict.failed)) : [];
  return {
    ...hidden,
    failures: { ...Object.fromEntries(open), ...verdict.failed },
    pending: [...new Set([...hidden.pending, ...slow])],
  };
}

/** Both verdicts of one request. */
export function both(first: Verdict, second: Verdict): Verdict {
  return joined([first, second]);
}
