import { expect, it } from 'vitest';
import { sellingState, type AccountRequirements, type AccountStanding } from './onboarding';
import { requirementList, requirementWords } from './requirement-words';

const none: AccountRequirements = {
  currentlyDue: [],
  pastDue: [],
  eventuallyDue: [],
  pendingVerification: [],
  disabledReason: null,
  currentDeadline: null,
  errors: [],
};
const ready: AccountStanding = {
  hasAccount: true,
  hasLeft: false,
  chargesEnabled: true,
  payoutsEnabled: true,
  detailsSubmitted: true,
  requirements: none,
};
const off = { chargesEnabled: false, payoutsEnabled: false };
const due = ['individual.id_number'];

it.each<[string, string, Partial<AccountStanding>]>([
  ['that can sell and be paid out', 'complete', {}],
  ['without an account', 'not_begun', { ...off, hasAccount: false, requirements: null }],
  [
    'that has told little so far',
    'under_way',
    { ...off, detailsSubmitted: false, requirements: { ...none, currentlyDue: due, pastDue: due } },
  ],
  [
    'being looked at',
    'in_review',
    { ...off, requirements: { ...none, disabledReason: 'requirements.pending_verification' } },
  ],
  [
    'of which one thing is being looked at and another missing',
    'restricted',
    {
      ...off,
      requirements: { ...none, pendingVerification: ['individual.dob.day'], pastDue: due },
    },
  ],
  [
    'asked for more by a day',
    'restricted_soon',
    { requirements: { ...none, currentlyDue: due, currentDeadline: 1_800_000_000 } },
  ],
  [
    'past that day',
    'restricted',
    { ...off, requirements: { ...none, pastDue: due, disabledReason: 'requirements.past_due' } },
  ],
  ['that is not paid out', 'restricted', { payoutsEnabled: false }],
  [
    'turned away, though it was never complete',
    'rejected',
    {
      ...off,
      detailsSubmitted: false,
      requirements: { ...none, disabledReason: 'rejected.fraud' },
    },
  ],
  ['that has left, whatever was read before', 'left', { hasLeft: true }],
])('an account %s is %s', (_, state, standing) => {
  expect(sellingState({ ...ready, ...standing })).toBe(state);
});

it.each([
  ['external_account', 'A bank account for your payouts'],
  ['individual.dob.year', 'Your date of birth'],
  ['individual.ssn_last_4', 'Your last four digits of the Social Security number'],
  ['individual.verification.document', 'An identity document'],
  ['individual.address.line1', 'Your address'],
  ['company.tax_id', 'Your company’s tax number'],
  ['company.verification.document', 'A document that shows your company'],
  ['representative.relationship.title', 'Your job title'],
  ['person_1AbC.first_name', 'A person of your company: name'],
  ['tos_acceptance.ip', 'Your consent to Stripe’s terms'],
  ['something.new', 'Something that Stripe calls “something.new”'],
])('%s reads “%s”', (name, words) => {
  expect(requirementWords(name)).toBe(words);
});

it('what has several fields is asked for once', () => {
  const names = [
    'individual.dob.day',
    'individual.dob.month',
    'tos_acceptance.date',
    'tos_acceptance.ip',
  ];
  expect(requirementList(names)).toEqual(['Your date of birth', 'Your consent to Stripe’s terms']);
});
