import { assertNever } from './assert-never';

/** Where one seller's part of an order stands. */
export const legStates = [
  'created',
  'cloning',
  'charging',
  'processing',
  'action_needed',
  'paid',
  'declined',
  'failed',
  'canceled',
] as const;
export type LegState = (typeof legStates)[number];

/** Where an order stands; never stored, always computed from its legs. */
export type OrderStatus =
  'open' | 'processing' | 'action_needed' | 'partly_paid' | 'paid' | 'failed';

/** True while one of our requests may still be driving the leg. */
function isInFlight(state: LegState): boolean {
  switch (state) {
    case 'created':
    case 'cloning':
    case 'charging':
      return true;
    case 'processing':
    case 'action_needed':
    case 'paid':
    case 'declined':
    case 'failed':
    case 'canceled':
      return false;
    default:
      return assertNever(state);
  }
}

/** True when a new attempt (with another card, or the same) may be started. */
export function canRetry(state: LegState): boolean {
  return state === 'declined' || state === 'failed' || state === 'action_needed';
}

/**
 * True when the buyer may confirm the leg with their bank: it asks for them, or has not got their
 * consent at the last try. `code` is that of the leg's latest problem.
 */
export function canAuthenticate(state: LegState, code: string | null): boolean {
  if (state === 'action_needed') return true;
  return (
    state === 'declined' &&
    (code === 'payment_intent_authentication_failure' ||
      code === 'authentication_required' ||
      code === 'payment_intent_payment_attempt_expired')
  );
}

/**
 * The status of an order, total over every mixture of legs: unfinished work first, then what the
 * buyer must do, then the mixture of paid and unpaid.
 */
export function orderStatus(states: readonly LegState[]): OrderStatus {
  if (states.some(isInFlight)) return 'open';
  if (states.includes('action_needed')) return 'action_needed';
  if (states.includes('processing')) return 'processing';
  const paid = states.filter((state) => state === 'paid').length;
  if (paid === 0) return 'failed';
  return paid === states.length ? 'paid' : 'partly_paid';
}
