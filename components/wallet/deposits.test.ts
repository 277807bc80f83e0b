import { describe, expect, it } from 'vitest';
import { englishWords } from '@/lib/language/texts';
import { depositProblem, depositsOf } from './deposits';

const t = englishWords('wallet');
const typed = (first: string, second: string) => ({ first, second, code: '' });

describe('what arrived in a bank account', () => {
  it.each([
    ['32', '45'],
    ['0.32', '0.45'],
    ['$0.32', ' 45 '],
  ])('is understood as %s and %s', (first, second) => {
    expect(depositsOf('amounts', typed(first, second))).toEqual({ amounts: [32, 45] });
  });

  it.each([
    ['', '45'],
    ['0', '45'],
    ['3.20', '45'],
    ['abc', '45'],
  ])('is not sent when it is %j and %j', (first, second) => {
    expect(depositsOf('amounts', typed(first, second))).toBeNull();
  });

  it('or is a code, in whatever case', () => {
    const code = (text: string) => depositsOf('descriptor_code', { ...typed('', ''), code: text });
    expect(code(' sm11aa ')).toEqual({ descriptor_code: 'SM11AA' });
    expect(code('11AA')).toBeNull();
  });
});

/** Stripe's codes for it, each with the sentence of Stripe's that Stripe.js gives along. */
const problems = [
  {
    code: 'payment_method_microdeposit_verification_amounts_mismatch',
    message:
      'The amounts provided do not match the amounts that were sent to the bank account. You have 2 verification attempts remaining.',
    says: 'These are not the amounts that were sent. You can try 2 more times.',
  },
  {
    code: 'payment_method_microdeposit_verification_amounts_mismatch',
    message: 'You have 1 verification attempt remaining.',
    says: 'These are not the amounts that were sent. You can try 1 more time.',
  },
  {
    code: 'payment_method_microdeposit_verification_amounts_invalid',
    message: 'You must provide exactly two microdeposit amounts.',
    says: 'These are not the amounts that were sent. Look at the statement again.',
  },
  {
    code: 'payment_method_microdeposit_verification_descriptor_code_mismatch',
    message: 'You have 9 verification attempts remaining.',
    says: 'This is not the code that was sent. You can try 9 more times.',
  },
  {
    code: 'payment_method_microdeposit_verification_descriptor_code_mismatch',
    says: 'This is not the code that was sent. Look at the statement again.',
  },
  {
    code: 'payment_method_microdeposit_verification_attempts_exceeded',
    says: 'That was wrong too often. Add the account again, or use another way to pay.',
  },
  {
    code: 'payment_method_microdeposit_verification_timeout',
    says: 'It was waited too long. Add the account again, or use another way to pay.',
  },
  {
    code: 'payment_method_microdeposit_failed',
    says: 'Nothing could be sent to this account. Check its numbers and add it again.',
  },
  // What is no answer to what was told: another window has verified it, or Stripe cannot say now.
  ...[
    'payment_method_bank_account_already_verified',
    'payment_method_microdeposit_processing_error',
    'intent_invalid_state',
    'resource_missing',
  ].map((code) => ({
    code,
    message: 'No such thing: seti_123',
    says: 'This account could not be verified now. Try again, or add it again.',
  })),
];

describe('why Stripe did not take it', () => {
  it.each(problems)('is told for $code as “$says”', ({ says, ...error }) => {
    expect(depositProblem(error, t)).toBe(says);
  });

  it('is the network where there was no answer', () => {
    expect(depositProblem(null, t)).toBe(
      'Stripe could not be reached. Check your network, then try again.',
    );
  });
});
