import type { Words } from '@/lib/language/words';
import type { StoredVerification } from '@/lib/model/verification';

/** What Stripe.js takes: two amounts in cents, or a code. */
export type Deposits = { amounts: [number, number] } | { descriptor_code: string };

/** What was typed, in the shape that Stripe takes; null when something is missing or no number. */
export function depositsOf(
  kind: StoredVerification['kind'],
  typed: { readonly first: string; readonly second: string; readonly code: string },
): Deposits | null {
  if (kind === 'descriptor_code') {
    const code = typed.code.trim().toUpperCase();
    return /^SM[0-9A-Z]{4}$/.test(code) ? { descriptor_code: code } : null;
  }
  const amounts = [typed.first, typed.second].map(centsOf);
  const [first, second] = amounts;
  return first && second ? { amounts: [first, second] } : null;
}

/** `32`, or as a statement writes it: `0.32`. */
function centsOf(text: string): number | null {
  const [, cents] = /^(?:0?[.,])?(\d{1,2})$/.exec(text.trim().replace(/^\$/, '')) ?? [];
  return cents && Number(cents) > 0 ? Number(cents) : null;
}

const prefix = 'payment_method_microdeposit_verification_';

/**
 * Why Stripe did not take what was told, in words; null for a connection that failed.
 * https://docs.stripe.com/error-codes
 */
export function depositProblem(
  error: { readonly code?: string; readonly message?: string } | null,
  t: Words<'wallet'>,
) {
  if (!error) return t('noStripe');
  const left = /\d+/.exec(error.message ?? '')?.[0];
  const again = left ? t('triesLeft', { count: Number(left) }) : t('lookAgain');
  switch (error.code) {
    case `${prefix}amounts_mismatch`:
    case `${prefix}amounts_invalid`:
      return t('wrongAmounts', { again });
    case `${prefix}descriptor_code_mismatch`:
      return t('wrongCode', { again });
    case `${prefix}attempts_exceeded`:
      return t('tooOften');
    case `${prefix}timeout`:
      return t('tooLate');
    case 'payment_method_microdeposit_failed':
      return t('notSent');
    default:
      return t('notVerifiable');
  }
}
