/** A subscription as a part of the order that it began with. */
import type { AfterSaleView } from './after-sale';
import { assertNever } from './assert-never';
import type { CreditNotBack } from './credit-not-back';
import type { SubscriptionId } from './ids';
import type { PlanView } from './plan';
import type { StartState, SubscriptionStatus } from './recurring';
import type { LegState } from './status';
import type { Price, Problem, SellerView } from './views';

/** What is known of how far a subscription has come. */
export interface Start {
  readonly state: StartState;
  /** Null until Stripe has it. */
  readonly status: SubscriptionStatus | null;
  /** True once an invoice of it was paid, or its trial has run. */
  readonly begun: boolean;
  /** Its first payment waits for the buyer, was refused, or is not known; null when none is due. */
  readonly payment: 'asked' | 'refused' | 'unknown' | null;
  /** True while another card is brought to its seller. */
  readonly syncing: boolean;
}

/**
 * Where a subscription stands as a part of its order, in the words for legs, so that an order is judged
 * over both alike. What has once begun counts as paid, whatever became of it later.
 */
export function standingOf(start: Start): LegState {
  switch (start.state) {
    case 'created':
    case 'customer':
    case 'cloning':
    case 'attaching':
    case 'subscribing':
      return 'charging';
    case 'declined':
    case 'failed':
    case 'canceled':
      return start.state;
    case 'started':
      return ofStatus(start);
    default:
      return assertNever(start.state);
  }
}

function ofStatus({ status, begun, payment, syncing }: Start): LegState {
  switch (status) {
    case 'trialing':
    case 'active':
    case 'past_due':
    case 'unpaid':
    case 'paused':
      return 'paid';
    case 'incomplete':
      if (syncing) return 'charging';
      if (payment === 'asked') return 'action_needed';
      return payment === 'refused' ? 'declined' : 'processing';
    case 'incomplete_expired':
      return 'failed';
    case 'canceled':
      return begun ? 'paid' : 'canceled';
    // Begun a moment ago, and not told yet.
    case null:
      return 'charging';
    default:
      return assertNever(status);
  }
}

/** A clone that was made for it, with its keys. */
export interface KeptCloneView {
  readonly card: string;
  readonly accountMethodId: string | null;
  readonly cloneKey: string;
  readonly attachKey: string;
}

export interface OrderSubscriptionView {
  readonly id: SubscriptionId;
  readonly seller: Pick<SellerView, 'slug' | 'name' | 'countryName'>;
  readonly name: string;
  readonly variant: string;
  readonly picture: string;
  readonly productSlug: string;
  readonly quantity: number;
  readonly unit: Price;
  /** Of all of them, for one period. */
  readonly amount: Price;
  /** What was due at the start: nothing with a trial. */
  readonly due: Price;
  readonly plan: PlanView;
  readonly standing: LegState;
  /** In words, e.g. `Active`, `Free trial`. */
  readonly stateText: string;
  /** True when Stripe did not answer so far, and we go on by ourselves. */
  readonly stalled: boolean;
  /** ISO; null where it is not known, or nothing more comes. */
  readonly nextPayment: string | null;
  readonly trialEnd: string | null;
  /** True while it is free, and will be paid for. */
  readonly onTrial: boolean;
  /** What it is charged to, from now on. */
  readonly card: string;
  /** Cards that its first payment failed with. */
  readonly tried: readonly string[];
  readonly problem: Problem | null;
  /** What was given back of its first payment. */
  readonly afterSale: AfterSaleView;
  readonly creditNotBack: readonly CreditNotBack[];
  /** The number of the try that this shows. */
  readonly attempt: number;
  readonly canRetry: boolean;
  /** True when the buyer may confirm the first payment with their bank. */
  readonly canConfirm: boolean;
  /** True while the bank wants to see the buyer although nothing is due, as in a trial. */
  readonly setupNeeded: boolean;
  /** True when it has not begun and the buyer may leave it. */
  readonly canCallOff: boolean;
  /** True once it can be looked at and changed by itself. */
  readonly hasBegun: boolean;
  readonly accountId: string;
  readonly accountCustomerId: string | null;
  readonly accountSubscriptionId: string | null;
  readonly accountPriceId: string;
  readonly accountInvoiceId: string | null;
  /** The platform's share of every invoice, e.g. `10 %`. */
  readonly feeText: string;
  readonly customerKey: string | null;
  readonly subscriptionKey: string;
  readonly clones: readonly KeptCloneView[];
}
