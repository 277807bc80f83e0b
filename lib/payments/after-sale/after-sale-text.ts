import type { Words } from '../../language/words';
import { assertNever } from '../../model/assert-never';
import type { RefundState } from '../../model/after-sale';

type T = Words<'states'>;

/** The state of a refund in words. */
export function refundStateText(state: RefundState, t: T): string {
  switch (state) {
    case 'requested':
      return t('refundRequested');
    case 'granted':
      return t('refundGranted');
    case 'pending':
      return t('refundPending');
    case 'succeeded':
      return t('refundSucceeded');
    case 'failed':
      return t('refundFailed');
    case 'declined':
      return t('refundDeclined');
    default:
      return assertNever(state);
  }
}

/** What a refund's state means for its buyer, and what comes next. */
export function aboutRefund(state: RefundState, amount: string, method: string, t: T): string {
  switch (state) {
    case 'requested':
      return t('aboutRequested', { amount });
    case 'granted':
      return t('aboutGranted', { amount, method });
    case 'pending':
      return t('aboutPending', { amount, method });
    case 'succeeded':
      return t('aboutSucceeded', { amount, method });
    case 'failed':
      return t('aboutFailed', { amount, method });
    case 'declined':
      return t('aboutDeclined', { amount });
    default:
      return assertNever(state);
  }
}

/** The same for a payment that arrived when nobody waited for it any more; nobody has to ask for it. */
export function aboutLatePayment(state: RefundState, amount: string, t: T): string {
  switch (state) {
    case 'requested':
    case 'granted':
      return t('lateGoing', { amount });
    case 'pending':
      return t('latePending', { amount });
    case 'succeeded':
      return t('lateSent', { amount });
    case 'failed':
    case 'declined':
      return t('lateFailed', { amount });
    default:
      return assertNever(state);
  }
}

/** Stripe's statuses in which the bank has not decided. */
export const openStatuses = [
  'needs_response',
  'under_review',
  'warning_needs_response',
  'warning_under_review',
  'appeal_needs_response',
  'appeal_under_review',
] as const;

/** True while the bank has not decided. */
export function isOpenDispute(status: string): boolean {
  return (openStatuses as readonly string[]).includes(status);
}

/** Stripe's statuses in which the seller may still say something to the bank. */
export const answerableStatuses = ['needs_response', 'warning_needs_response'] as const;

/** True while the seller may still answer the bank. */
export function isAnswerable(status: string): boolean {
  return (answerableStatuses as readonly string[]).includes(status);
}

interface DisputeWords {
  readonly status: string;
  readonly next: string;
}

/**
 * How a dispute stands and what happens next, in words; Stripe may add a status any day. `paid`: who
 * got the money that is disputed. https://docs.stripe.com/disputes/how-disputes-work
 */
export function disputeWords(status: string, paid: 'The seller' | 'Souk', t: T): DisputeWords {
  const who = paid === 'Souk' ? 'souk' : 'seller';
  switch (status) {
    case 'warning_needs_response':
      return { status: t('disputeAsked'), next: t('disputeAskedNext', { who }) };
    case 'warning_under_review':
      return { status: t('disputeRead'), next: t('bankDecides') };
    case 'warning_closed':
      return { status: t('disputeClosed'), next: t('disputeClosedNext') };
    case 'needs_response':
      return { status: t('disputed'), next: t('disputedNext', { who }) };
    case 'under_review':
      return { status: t('disputeDeciding'), next: t('bankDecides') };
    case 'appeal_needs_response':
      return { status: t('disputeAppeal'), next: t('disputeAppealNext', { who }) };
    case 'appeal_under_review':
      return { status: t('disputeAgain'), next: t('bankDecides') };
    case 'won':
      return { status: t('disputeWon', { who }), next: t('disputeWonNext', { who }) };
    case 'lost':
      return { status: t('disputeLost'), next: t('disputeLostNext') };
    case 'prevented':
      return { status: t('disputePrevented'), next: t('disputePreventedNext') };
    default:
      return { status: t('disputed'), next: t('bankDecides') };
  }
}

/** Stripe's reasons, each with its own text. https://docs.stripe.com/disputes/categories */
const reasons = [
  'bank_cannot_process',
  'check_returned',
  'credit_not_processed',
  'customer_initiated',
  'debit_not_authorized',
  'duplicate',
  'fraudulent',
  'general',
  'incorrect_account_details',
  'insufficient_funds',
  'noncompliant',
  'product_not_received',
  'product_unacceptable',
  'subscription_canceled',
  'unrecognized',
] as const;

/** Why a payment is disputed, in words. */
export function disputeReasonText(reason: string, t: T): string {
  return t(reasons.find((known) => known === reason) ?? 'unknownReason');
}
