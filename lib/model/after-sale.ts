/**
 * What can come after a sale was paid, a leg or an invoice: money given back, and payments that a
 * buyer's bank disputes.
 */
import type { Words } from '../language/words';
import type { DisputeId, OrderId, PlatformDisputeId, RefundId, SellerId } from './ids';
import type { Price, Problem } from './views';

/**
 * Where a refund stands: asked for by the buyer, granted (and being sent to Stripe), taken by Stripe,
 * and what came of it there; or declined by an operator or the seller.
 */
export type RefundState = 'requested' | 'granted' | 'pending' | 'succeeded' | 'failed' | 'declined';

/** The states in which a refund holds money of its sale, so that nobody else may give it back. */
export const holdingStates = ['requested', 'granted', 'pending', 'succeeded'] as const;

/** Why a buyer wants money back. */
export const refundReasons = [
  'changed_mind',
  'not_arrived',
  'not_as_described',
  'duplicate',
  'other',
] as const;

/** Why Souk gives money back by itself, without being asked. */
const ownRefundReasons = ['all_or_nothing', 'late_payment'] as const;
/** Of a refund that its seller gives without being asked. */
export const sellerRefundReason = 'by_seller';
export type RefundReason =
  (typeof refundReasons)[number] | (typeof ownRefundReasons)[number] | typeof sellerRefundReason;

/** True of money that Souk gives back by itself and that Stripe refused: nobody could ask for it anew. */
export function canSendAgain({
  state,
  reason,
}: {
  readonly state: RefundState;
  readonly reason: RefundReason;
}): boolean {
  return state === 'failed' && ownRefundReasons.some((own) => own === reason);
}

/** A reason as people read it. */
export function refundReasonText(reason: RefundReason, t: Words<'orders'>): string {
  return t(reason);
}

/** What has been given back of a sale; a fact beside `paid`. */
export type RefundedFact = 'partly_refunded' | 'refunded';

export interface RefundView {
  readonly id: RefundId;
  /** 1 is the first of its sale. */
  readonly number: number;
  readonly state: RefundState;
  /** The state in words, e.g. `Refund on its way`. */
  readonly stateText: string;
  /** What it means and what comes next, in a sentence or two. */
  readonly about: string;
  readonly amount: Price;
  readonly reasonText: string;
  /** The buyer's own words; empty when there are none. */
  readonly note: string;
  /** What the operator answered; empty when nothing. */
  readonly answer: string;
  /** ISO times, or null. */
  readonly askedAt: string;
  readonly decidedAt: string | null;
  readonly problem: Problem | null;
  /** For engineers: the object on the account and the key it was made with. */
  readonly accountRefundId: string | null;
  readonly refundKey: string;
}

export interface DisputeView {
  readonly id: DisputeId | PlatformDisputeId;
  readonly statusText: string;
  readonly amount: Price;
  /** What the bank says the buyer says. */
  readonly reasonText: string;
  /** What happens next, and who has to do it. */
  readonly next: string;
  /** True while it is undecided. */
  readonly open: boolean;
  /** Who was paid, and may answer the bank, as a sentence begins. */
  readonly answeredBy: 'The seller' | 'Souk';
  /** Until when they may; ISO, or null. */
  readonly dueBy: string | null;
  /** Stripe's own, of the account that was paid. */
  readonly accountDisputeId: string;
}

/** All that came after the payment of one sale. */
export interface AfterSaleView {
  readonly fact: RefundedFact | null;
  /** The fact in words, or null. */
  readonly factText: string | null;
  readonly refunded: Price | null;
  readonly refunds: readonly RefundView[];
  readonly disputes: readonly DisputeView[];
  /** What may still be asked back; null when nothing may be, see `cannotAsk`. */
  readonly rest: Price | null;
  /** Why a paid sale has no refund to ask for now, in words; null when it has. */
  readonly cannotAsk: string | null;
  /** True while Stripe still has to say something about a refund. */
  readonly moving: boolean;
}

/** A refund as the operator or the seller decides on it. */
export interface RefundRow extends RefundView {
  readonly orderId: OrderId;
  readonly orderNumber: string;
  readonly sellerId: SellerId;
  readonly seller: string;
  readonly buyer: string;
  /** A member of Plus, whose requests are read first. */
  readonly isMember: boolean;
  /** What the sale came to, and what was given back of it so far. */
  readonly legAmount: Price;
  readonly refunded: Price | null;
  readonly card: string;
  readonly accountId: string;
  readonly decidedBy: string | null;
  /** True where an operator may have it sent once more. */
  readonly canSendAgain: boolean;
  /** Why Stripe would refuse it now (a dispute), or null. */
  readonly warning: string | null;
}

/** A dispute as the operator sees it. */
export interface DisputeRow extends DisputeView {
  /** Null of what the platform sells itself. */
  readonly orderId: OrderId | null;
  /** What was bought: the number of an order or an invoice, or what the platform sells itself. */
  readonly orderNumber: string;
  /** Who was paid; null of the platform. */
  readonly sellerId: SellerId | null;
  readonly seller: string;
  readonly buyer: string;
  readonly accountId: string;
}

/** How a leg stands with all that came after its payment, in few words: what a page watches for. */
export function legNews(
  leg: {
    readonly stateText: string;
    readonly stalled: boolean;
    readonly afterSale: AfterSaleView;
  },
  t: Words<'orders'>,
) {
  const { refunds, disputes } = leg.afterSale;
  return [
    leg.stateText,
    ...(leg.stalled ? [t('noAnswer')] : []),
    ...refunds.map(({ stateText }) => stateText),
    ...disputes.map(({ statusText }) => statusText),
  ].join(', ');
}
