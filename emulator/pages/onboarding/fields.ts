import type Stripe from 'stripe';
import type { OnboardingAnswers } from '../../resources/onboarding';

export type FieldName = Exclude<keyof OnboardingAnswers, 'type' | 'industry'>;
export type Answers = { -readonly [K in keyof OnboardingAnswers]: string };

export interface Field {
  readonly name: FieldName;
  readonly label: string;
  readonly kind?: 'date' | 'email' | 'tel';
  readonly autocomplete: string;
  /** Asked of companies only. */
  readonly company?: boolean;
  readonly hint?: string;
  readonly pattern?: RegExp;
  /** What to say when the pattern does not fit. */
  readonly wrong?: string;
}

export const industries: readonly (readonly [code: string, name: string])[] = [
  ['5999', 'Miscellaneous and specialty retail'],
  ['5947', 'Gift, card and souvenir shops'],
  ['5970', 'Artist supplies and crafts'],
  ['7299', 'Other services'],
];

const business: readonly Field[] = [
  {
    name: 'company_name',
    label: 'Legal name of the company',
    autocomplete: 'organization',
    company: true,
  },
  { name: 'tax_id', label: 'Tax ID', autocomplete: 'off', company: true },
  {
    name: 'website',
    label: 'Website',
    autocomplete: 'url',
    pattern: /^(https?:\/\/)?[^\s/.]+\.[^\s]+$/,
    wrong: 'Enter an address such as https://shop.example.',
  },
];

const person: readonly Field[] = [
  { name: 'first_name', label: 'First name', autocomplete: 'given-name' },
  { name: 'last_name', label: 'Last name', autocomplete: 'family-name' },
  {
    name: 'title',
    label: 'Job title',
    autocomplete: 'organization-title',
    company: true,
  },
  {
    name: 'email',
    label: 'Email',
    kind: 'email',
    autocomplete: 'email',
    pattern: /^[^\s@]+@[^\s@]+\.[^\s@.]+$/,
    wrong: 'Enter an email address such as jenny@example.com.',
  },
  { name: 'phone', label: 'Phone', kind: 'tel', autocomplete: 'tel' },
  {
    name: 'birthday',
    label: 'Date of birth',
    kind: 'date',
    autocomplete: 'bday',
    pattern: /^\d{4}-\d{2}-\d{2}$/,
    wrong: 'Enter a date.',
  },
  { name: 'line1', label: 'Street address', autocomplete: 'address-line1' },
  { name: 'city', label: 'City', autocomplete: 'address-level2' },
  { name: 'postal_code', label: 'Postal code', autocomplete: 'postal-code' },
];

const ssn: Field = {
  name: 'ssn_last_4',
  label: 'SSN, last 4 digits',
  autocomplete: 'off',
  pattern: /^\d{4}$/,
  wrong: 'Enter four digits.',
};

/** Asked for only once it is due. */
const idNumber: Field = {
  name: 'id_number',
  label: 'Social Security number',
  autocomplete: 'off',
  pattern: /^\d{3}-?\d{2}-?\d{4}$/,
  wrong: 'Enter nine digits.',
};

const accountNumber: Field = {
  name: 'account_number',
  label: 'Account number or IBAN',
  autocomplete: 'off',
  pattern: /^[A-Za-z0-9 -]{4,40}$/,
  wrong: 'Enter letters and digits only.',
};

const routingNumber: Field = {
  name: 'routing_number',
  label: 'Routing number',
  autocomplete: 'off',
  pattern: /^\d{9}$/,
  wrong: 'Enter nine digits.',
};

/** The parts of the form for an account, by its country and by what is due. */
export function sectionsFor({
  country,
  requirements,
}: Pick<Stripe.Account, 'country' | 'requirements'>): readonly {
  readonly title: string;
  readonly fields: readonly Field[];
}[] {
  const american = country === 'US';
  const whole = requirements?.currently_due?.some((name) => name.endsWith('.id_number'));
  const about = [...person, ...(american ? [ssn] : []), ...(whole ? [idNumber] : [])];
  return [
    { title: 'Your business', fields: business },
    { title: 'About you', fields: about },
    {
      title: 'Where you are paid out',
      fields: american ? [routingNumber, accountNumber] : [accountNumber],
    },
  ];
}

/** Values of Stripe's test mode that pass at once (docs.stripe.com/connect/testing). */
export function testData(account: Stripe.Account): Answers {
  return {
    type: account.business_type === 'company' ? 'company' : 'individual',
    industry: '5999',
    website: 'https://accessible.stripe.com',
    company_name: 'Test Company',
    tax_id: '222222222',
    first_name: 'Jenny',
    last_name: 'Rosen',
    title: 'CEO',
    email: account.email ?? 'jenny.rosen@example.com',
    phone: '0000000000',
    birthday: '1902-01-01',
    line1: 'address_full_match',
    city: 'Testville',
    postal_code: '10001',
    ssn_last_4: '0000',
    id_number: '222222222',
    account_number: '000123456789',
    routing_number: account.country === 'US' ? '110000000' : '',
  };
}
