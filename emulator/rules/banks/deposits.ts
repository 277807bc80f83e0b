/**
 * What the answers mean that a buyer gives about micro-deposits
 * (docs.stripe.com/payments/ach-direct-debit#test-microdeposit-amounts-and-descriptor-codes).
 */

const day = 24 * 60 * 60;

/** How long a buyer has to say what came: ten days. */
export const verificationSeconds = 10 * day;

/** How many wrong answers end the verification. */
export const mostFailures = { amounts: 3, descriptor_code: 10 } as const;

/** When deposits sent now will be there: at the second business day, seven o'clock UTC. */
export function depositsArrive(now: number): number {
  let date = Math.floor(now / day) * day + 7 * 60 * 60;
  for (let businessDays = 0; businessDays < 2;) {
    date += day;
    const weekday = new Date(date * 1000).getUTCDay();
    if (weekday !== 0 && weekday !== 6) businessDays += 1;
  }
  return date;
}

/** What an answer leads to. */
export type DepositAnswer = 'verified' | 'attempts_exceeded' | 'timeout' | 'mismatch';

const answers: readonly (readonly [code: string, amounts: string, DepositAnswer])[] = [
  ['SM11AA', '32,45', 'verified'],
  ['SM33CC', '10,11', 'attempts_exceeded'],
  ['SM44DD', '40,41', 'timeout'],
];

/** Two amounts in cents, in any order. */
export function judgeAmounts(amounts: readonly number[]): DepositAnswer {
  const given = [...amounts].sort((a, b) => a - b).join(',');
  return answers.find(([, known]) => known === given)?.[2] ?? 'mismatch';
}

/** The code from the statement of the one deposit. */
export function judgeCode(code: string): DepositAnswer {
  const given = code.trim().toUpperCase();
  return answers.find(([known]) => known === given)?.[2] ?? 'mismatch';
}
