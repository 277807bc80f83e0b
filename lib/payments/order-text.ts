import { assertNever } from '../model/assert-never';
import type { LegState, OrderStatus } from '../model/status';

/** The state of a leg in words. */
export function stateText(state: LegState): string {
  switch (state) {
    case 'created':
    case 'cloning':
    case 'charging':
      return 'Working on it';
    case 'processing':
      return 'Processing';
    case 'action_needed':
      return 'Confirm with your bank';
    case 'paid':
      return 'Paid';
    case 'declined':
      return 'Declined';
    case 'failed':
      return 'Failed';
    case 'canceled':
      return 'Canceled';
    default:
      return assertNever(state);
  }
}

/** The status of an order as a sentence. */
export function statusText(status: OrderStatus, states: readonly LegState[]): string {
  const all = states.length;
  const paid = states.filter((state) => state === 'paid').length;
  switch (status) {
    case 'open':
      return all === 1 ? 'We are paying the seller.' : 'We are paying the sellers.';
    case 'processing':
      return 'The bank is working on this payment. You need not do anything.';
    case 'action_needed':
      return 'Your bank wants you to confirm a payment, or pay another way.';
    case 'partly_paid':
      return `${paid} of ${all} sellers are paid. You can try the others again.`;
    case 'paid':
      return all === 1 ? 'The seller is paid.' : `All ${all} sellers are paid.`;
    case 'failed':
      return all === 1
        ? 'The payment did not go through. Nothing was charged.'
        : 'None of the payments went through. Nothing was charged.';
    default:
      return assertNever(status);
  }
}
