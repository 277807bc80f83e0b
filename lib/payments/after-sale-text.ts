import { assertNever } from '../model/assert-never';
import type { RefundState } from '../model/after-sale';

/** The state of a refund in words. */
export function refundStateText(state: RefundState): string {
  switch (state) {
    case 'requested':
      return 'Refund asked for';
    case 'granted':
      return 'Refund granted';
    case 'pending':
      return 'Refund on its way';
    case 'succeeded':
      return 'Refunded';
    case 'failed':
      return 'Refund failed';
    case 'declined':
      return 'Refund declined';
    default:
      return assertNever(state);
  }
}

/** What a refund's state means for its buyer, and what comes next. */
export function aboutRefund(state: RefundState, amount: string, method: string): string {
  switch (state) {
    case 'requested':
      return `You asked for ${amount}. The seller or Souk will look at it and answer here.`;
    case 'granted':
      return `${amount} will be given back to ${method}. We are telling the bank.`;
    case 'pending':
      return `${amount} is on its way to ${method}. The bank has still to take it; you need not do anything.`;
    case 'succeeded':
      return `${amount} was given back to ${method}. It can take 5 to 10 business days until your statement shows it.`;
    case 'failed':
      return `${amount} could not be given back to ${method}.`;
    case 'declined':
      return `You asked for ${amount}. It was not granted.`;
    default:
      return assertNever(state);
  }
}

/** The same for a payment that arrived when nobody waited for it any more; nobody has to ask for it. */
export function aboutLatePayment(state: RefundState, amount: string): string {
  const late = `A payment of ${amount} came too late`;
  switch (state) {
    case 'requested':
    case 'granted':
      return `${late} and is being sent back. You need not do anything.`;
    case 'pending':
      return `${late} and was sent back. The bank has still to take it; you need not do anything.`;
    case 'succeeded':
      return `${late} and was sent back. It can take 5 to 10 business days until your statement shows it.`;
    case 'failed':
    case 'declined':
      return `${late}, and could not be sent back yet. Souk will see to it.`;
    default:
      return assertNever(state);
  }
}

const undecided = new Set([
  'needs_response',
  'under_review',
  'warning_needs_response',
  'warning_under_review',
  'appeal_needs_response',
  'appeal_under_review',
]);

/** True while the bank has not decided. */
export function isOpenDispute(status: string): boolean {
  return undecided.has(status);
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

const bankDecides = 'Banks take up to three months to decide. You need not do anything here.';

// https://docs.stripe.com/disputes/how-disputes-work
const statuses: Readonly<Record<string, DisputeWords>> = {
  warning_needs_response: {
    status: 'The bank is asking about it',
    next: 'The bank has not taken the money back. The seller can answer its questions, or the payment can be refunded.',
  },
  warning_under_review: { status: 'The bank is reading the answer', next: bankDecides },
  warning_closed: {
    status: 'Question closed',
    next: 'The payment stands. Nothing was taken back.',
  },
  needs_response: {
    status: 'Disputed',
    next: 'The bank has taken the money back from the seller for now. The seller can answer; then the bank decides who gets it.',
  },
  under_review: { status: 'The bank is deciding', next: bankDecides },
  appeal_needs_response: {
    status: 'Decided, and may be appealed',
    next: 'The seller can ask the bank to look once more.',
  },
  appeal_under_review: { status: 'The bank is looking once more', next: bankDecides },
  won: {
    status: 'Decided for the seller',
    next: 'The payment stands: the bank gave the money back to the seller.',
  },
  lost: {
    status: 'Decided for the buyer',
    next: 'The money stays with the buyer: the bank has given it back.',
  },
  prevented: { status: 'Settled early', next: 'It was settled before it became a dispute.' },
};

/**
 * How a dispute stands and what happens next, in words; Stripe may add a status any day. `paid`: who
 * got the money that is disputed.
 */
export function disputeWords(status: string, paid: 'The seller' | 'Souk'): DisputeWords {
  const { status: words, next } = statuses[status] ?? { status: 'Disputed', next: bankDecides };
  if (paid === 'The seller') return { status: words, next };
  const named = (text: string) => text.replaceAll(/the seller/gi, paid);
  return { status: named(words), next: named(next) };
}

// https://docs.stripe.com/disputes/categories
const reasons: Readonly<Record<string, string>> = {
  bank_cannot_process: 'The bank could not process this payment.',
  check_returned: 'The bank returned this payment.',
  credit_not_processed: 'The buyer expected money back and did not get it.',
  customer_initiated: 'The buyer asked the bank to look at this payment.',
  debit_not_authorized: 'The account holder says that this debit was not allowed.',
  duplicate: 'The buyer says that the same was charged twice.',
  fraudulent: 'The cardholder says that this payment was made by somebody else.',
  general: 'The bank gave no reason.',
  incorrect_account_details: 'The bank says that the account was a wrong one.',
  insufficient_funds: 'There was not enough money on the account.',
  noncompliant: 'The card network says that a rule of its was not kept.',
  product_not_received: 'The buyer says that the goods did not arrive.',
  product_unacceptable: 'The buyer says that the goods were damaged or not as described.',
  subscription_canceled: 'The buyer says that this was canceled before.',
  unrecognized: 'The cardholder does not recognise this payment.',
};

/** Why a payment is disputed, in words. */
export function disputeReasonText(reason: string): string {
  return reasons[reason] ?? 'The bank gave no reason that we know.';
}
