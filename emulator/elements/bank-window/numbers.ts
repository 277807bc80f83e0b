import type { Check } from '../card/check';

/** What can be wrong with typed bank numbers. */
export type NumberCode =
  | 'routing_missing'
  | 'routing_short'
  | 'routing_invalid'
  | 'account_missing'
  | 'confirmation_missing'
  | 'confirmation_differs';

/** No account number in the United States is longer (docs.stripe.com/payments/ach-direct-debit). */
export const ACCOUNT_NUMBER_LENGTH = 17;

/** The digits of what was typed or pasted, as many as there can be. */
export function digitsOf(text: string, length: number): string {
  return text.replace(/\D/g, '').slice(0, length);
}

/** Nine digits that pass the routing number's checksum (ABA: weights 3, 7, 1). */
export function checkRouting(text: string): Check<NumberCode> {
  if (text === '') return { state: 'empty', code: 'routing_missing' };
  if (text.length < 9) return { state: 'incomplete', code: 'routing_short' };
  const weights = [3, 7, 1];
  const sum = [...text].reduce(
    (total, digit, index) => total + Number(digit) * (weights[index % 3] ?? 0),
    0,
  );
  return sum > 0 && sum % 10 === 0
    ? { state: 'complete' }
    : { state: 'invalid', code: 'routing_invalid' };
}

export function checkAccount(text: string): Check<NumberCode> {
  return text === '' ? { state: 'empty', code: 'account_missing' } : { state: 'complete' };
}

/** The second typing: more is to come while it begins like the first. */
export function checkConfirmation(text: string, account: string): Check<NumberCode> {
  if (text === '') return { state: 'empty', code: 'confirmation_missing' };
  if (text === account) return { state: 'complete' };
  return {
    state: account.startsWith(text) ? 'incomplete' : 'invalid',
    code: 'confirmation_differs',
  };
}
