/**
 * How far a seller is with Stripe: what the connected account may do, what Stripe still wants to know,
 * and what that means. https://docs.stripe.com/connect/handling-api-verification
 */
import { assertNever } from './assert-never';

export type CapabilityStatus = 'active' | 'inactive' | 'pending';

/** What Stripe says in `requirements`; names are Stripe's own, e.g. `individual.dob.day`. */
export interface AccountRequirements {
  readonly currentlyDue: readonly string[];
  readonly pastDue: readonly string[];
  readonly eventuallyDue: readonly string[];
  readonly pendingVerification: readonly string[];
  readonly disabledReason: string | null;
  /** Unix seconds, until which what is currently due may stay open; null when nothing is asked by then. */
  readonly currentDeadline: number | null;
  /** What was told and did not pass, with Stripe's reason. */
  readonly errors: readonly { readonly requirement: string; readonly reason: string }[];
}

/** What we keep of an account, as of its latest reading. */
export interface AccountStanding {
  /** Whether there is an account at all. */
  readonly hasAccount: boolean;
  readonly hasLeft: boolean;
  readonly chargesEnabled: boolean;
  readonly payoutsEnabled: boolean;
  readonly detailsSubmitted: boolean;
  readonly requirements: AccountRequirements | null;
}

export const sellingStates = [
  'not_begun',
  'under_way',
  'in_review',
  'restricted_soon',
  'restricted',
  'complete',
  'rejected',
  'left',
] as const;

/**
 * - `not_begun`: there is no account yet.
 * - `under_way`: the seller has not told Stripe all that it asks for at the beginning.
 * - `in_review`: Stripe has everything and is looking at it; nothing can be done meanwhile.
 * - `restricted_soon`: all works, and something is asked for by a deadline.
 * - `restricted`: payments or payouts are off until something is told.
 * - `rejected`: Stripe or the platform turned the seller away.
 * - `left`: the account took the platform's access away.
 */
export type SellingState = (typeof sellingStates)[number];

/** How a seller stands, from what was read of the account. */
export function sellingState(standing: AccountStanding): SellingState {
  const { chargesEnabled, payoutsEnabled, requirements } = standing;
  if (standing.hasLeft) return 'left';
  if (!standing.hasAccount) return 'not_begun';
  const reason = requirements?.disabledReason ?? '';
  if (reason.startsWith('rejected.')) return 'rejected';
  const works = chargesEnabled && payoutsEnabled;
  const open = [...(requirements?.currentlyDue ?? []), ...(requirements?.pastDue ?? [])];
  if (works) return open.length > 0 ? 'restricted_soon' : 'complete';
  if (!standing.detailsSubmitted) return 'under_way';
  const looking = reviewReasons.has(reason) || (requirements?.pendingVerification.length ?? 0) > 0;
  return open.length === 0 && looking ? 'in_review' : 'restricted';
}

const reviewReasons = new Set(['under_review', 'listed', 'requirements.pending_verification']);

/** Whether it can be gone on at Stripe: the other states have nothing to be told there. */
export function canGoOn(state: SellingState): boolean {
  switch (state) {
    case 'not_begun':
    case 'under_way':
    case 'restricted_soon':
    case 'restricted':
    case 'complete':
      return true;
    case 'in_review':
    case 'rejected':
    case 'left':
      return false;
    default:
      return assertNever(state);
  }
}
