import type { Words } from '../language/words';

/** Where a saved method stands. Only an `active` one can pay. */
export type MethodStatus = 'active' | 'verifying' | 'unverified' | 'removing' | 'removed';

/**
 * What Stripe sent to a bank account and its buyer has to tell: two amounts, or the code beside one.
 * https://docs.stripe.com/payments/ach-direct-debit/set-up-payment#verifying-bank-accounts-with-microdeposits
 */
export interface StoredVerification {
  readonly kind: 'amounts' | 'descriptor_code';
  /** ISO time at which the deposits will be there. */
  readonly arrivesAt: string;
  /** Stripe's own page for it. */
  readonly hostedUrl: string;
}

/** Why a method cannot pay before it is verified, and what to do; null when nothing stands in the way. */
export function whyNotVerified(status: MethodStatus, t: Words<'cards'>): string | null {
  return status === 'verifying' || status === 'unverified' ? t(status) : null;
}
