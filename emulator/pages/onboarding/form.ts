import type Stripe from 'stripe';
import type { OnboardingAnswers } from '../../resources/onboarding';
import { industries, sectionsFor, testData, type Answers, type FieldName } from './fields';

/** Fields that are on file although the form can't show them. */
export function onFile(
  account: Stripe.Account,
  person: Stripe.Person | undefined,
): ReadonlySet<FieldName> {
  const known = new Set<FieldName>();
  if (account.company?.tax_id_provided) known.add('tax_id');
  if (person?.ssn_last_4_provided || person?.id_number_provided) known.add('ssn_last_4');
  if (person?.id_number_provided) known.add('id_number');
  if ((account.external_accounts?.data.length ?? 0) > 0) {
    known.add('account_number').add('routing_number');
  }
  return known;
}

/** The form as far as the account is known. */
export function knownAnswers(account: Stripe.Account, person: Stripe.Person | undefined): Answers {
  const { business_profile, business_type, company } = account;
  const { day, month, year } = person?.dob ?? {};
  const two = (part: number | null | undefined): string => String(part).padStart(2, '0');
  const place = person?.address ?? company?.address;
  return {
    type: business_type && business_type !== 'individual' ? 'company' : 'individual',
    industry: business_profile?.mcc ?? '5999',
    website: business_profile?.url ?? '',
    company_name: company?.name ?? '',
    tax_id: '',
    first_name: person?.first_name ?? '',
    last_name: person?.last_name ?? '',
    title: person?.relationship?.title ?? '',
    email: person?.email ?? account.email ?? '',
    phone: person?.phone ?? company?.phone ?? '',
    birthday: year ? `${year}-${two(month)}-${two(day)}` : '',
    line1: place?.line1 ?? '',
    city: place?.city ?? '',
    postal_code: place?.postal_code ?? '',
    ssn_last_4: '',
    id_number: '',
    account_number: '',
    routing_number: '',
  };
}

/** What was entered, with test data wherever nothing was. */
export function filledUp(
  entered: Answers,
  account: Stripe.Account,
  known: ReadonlySet<FieldName>,
): Answers {
  const test = testData(account);
  const values = Object.entries(entered).map(([name, value]) => {
    const empty = value === '' && !known.has(name as FieldName);
    return [name, empty ? test[name as keyof Answers] : value];
  });
  return Object.fromEntries(values) as Answers;
}

/** What a browser sent; text that was left out is empty. */
export function readAnswers(sent: Readonly<Record<string, unknown>>): Answers {
  const text = (name: string): string => {
    const value = sent[name];
    return typeof value === 'string' ? value.trim().slice(0, 500) : '';
  };
  const names = Object.keys(testData({} as Stripe.Account));
  const read = Object.fromEntries(names.map((name) => [name, text(name)])) as Answers;
  return {
    ...read,
    type: read.type === 'company' ? 'company' : 'individual',
    industry: industries.some(([code]) => code === read.industry) ? read.industry : '5999',
  };
}

/** What is wrong with the answers, by field; empty when nothing is. */
export function problemsOf(
  answers: Answers,
  account: Stripe.Account,
  known: ReadonlySet<FieldName>,
): Map<FieldName, string> {
  const problems = new Map<FieldName, string>();
  for (const { name, label, company, pattern, wrong } of sectionsFor(account).flatMap(
    ({ fields }) => fields,
  )) {
    if (company && answers.type !== 'company') continue;
    const value = answers[name];
    if (value === '') {
      if (!known.has(name)) problems.set(name, `${label} is missing.`);
    } else if (pattern && !pattern.test(value)) {
      problems.set(name, wrong ?? `${label} is not right.`);
    }
  }
  return problems;
}

/** What of the answers can be kept: nothing that is wrong. Undefined when nothing was entered. */
export function begun(answers: Answers, problems: ReadonlyMap<FieldName, string>) {
  const { type, industry, ...texts } = answers;
  const good = Object.entries(texts).map(([name, value]) => [
    name,
    problems.has(name as FieldName) ? '' : value,
  ]);
  const kept = { type, industry, ...Object.fromEntries(good) } as OnboardingAnswers;
  return good.some(([, value]) => value !== '') ? kept : undefined;
}

/** The checked answers. */
export function accepted(answers: Answers): OnboardingAnswers {
  return answers as OnboardingAnswers;
}
