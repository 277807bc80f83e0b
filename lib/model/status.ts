import { assertNever } from './assert-never';

/** Where one seller's part of an order stands. */
export const legStates = [
  'created',
  'cloning',
  'charging',
  'processing',
  'action_needed',
  // All or nothing: the money is held, then taken or let go.
  'authorized',
  'capturing',
  'releasing',
  'paid',
  'declined',
  'failed',
  'canceled',
] as const;
export type LegState = (typeof legStates)[number];

/** What becomes of the other sellers when one cannot be paid; said before the button is pressed. */
export const policies = ['each_on_its_own', 'all_or_nothing'] as const;
export type Policy = (typeof policies)[number];

/** What was decided, once, about the money that an order of all or nothing holds. */
export type Decision = 'capture' | 'release';

/** Why it was decided. */
export type DecisionReason = 'all_held' | 'not_held' | 'buyer_canceled' | 'buyer_absent';

/** What an order says about what may be done with its legs. */
export interface Terms {
  readonly policy: Policy;
  readonly decision: Decision | null;
}

const eachOnItsOwn: Terms = { policy: 'each_on_its_own', decision: null };

/** Where an order stands; never stored, always computed from its legs. */
export const orderStatuses = [
  'open',
  'processing',
  'action_needed',
  'partly_paid',
  'paid',
  'failed',
  // All or nothing, when a payment failed after others had been taken: those are given back.
  'sent_back',
] as const;
export type OrderStatus = (typeof orderStatuses)[number];

/** True while one of our requests may still be driving the leg. */
export function isInFlight(state: LegState): boolean {
  switch (state) {
    case 'created':
    case 'cloning':
    case 'charging':
    case 'capturing':
    case 'releasing':
      return true;
    case 'authorized':
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

/**
 * True when a new attempt (with another card, or the same) may be started. Where all or nothing is
 * paid, the first seller that cannot be paid decides, so only a bank's question leaves time for it.
 */
export function canRetry(state: LegState, terms: Terms = eachOnItsOwn): boolean {
  if (state === 'action_needed') return terms.decision === null;
  if (terms.policy === 'all_or_nothing') return false;
  return state === 'declined' || state === 'failed';
}

/**
 * True when the buyer may confirm the leg with their bank: it asks for them, or has not got their
 * consent at the last try. `code` is that of the leg's latest problem.
 */
export function canAuthenticate(
  state: LegState,
  code: string | null,
  terms: Terms = eachOnItsOwn,
): boolean {
  if (state === 'action_needed') return terms.decision === null;
  return terms.policy === 'each_on_its_own' && state === 'declined' && isAboutConsent(code);
}

/** True of a refusal that says that the bank has not got its buyer's consent. */
export function isAboutConsent(code: string | null): boolean {
  return (
    code === 'payment_intent_authentication_failure' ||
    code === 'authentication_required' ||
    code === 'payment_intent_payment_attempt_expired'
  );
}

/**
 * The status of an order, total over every mixture of legs: unfinished work first, then what the
 * buyer must do, then the mixture of paid and unpaid.
 */
export function orderStatus(
  states: readonly LegState[],
  policy: Policy = 'each_on_its_own',
): OrderStatus {
  if (states.some(isInFlight)) return 'open';
  if (states.includes('action_needed')) return 'action_needed';
  if (states.includes('processing')) return 'processing';
  // Held, and nobody has decided yet.
  if (states.includes('authorized')) return 'open';
  const paid = states.filter((state) => state === 'paid').length;
  if (paid === 0) return 'failed';
  if (paid === states.length) return 'paid';
  return policy === 'all_or_nothing' ? 'sent_back' : 'partly_paid';
}
