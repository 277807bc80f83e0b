/** What a seller's desk shows of their own account. */
import type { DisputeView, RefundView } from './after-sale';
import { assertNever } from './assert-never';
import type { AnswerState, Evidence, EvidenceFileView } from './evidence';
import type { AccountInvoiceId, DisputeId, LegId, SubscriptionId } from './ids';
import type { LegState } from './status';
import type { Price } from './views';

/** What a sale is called by on its seller's desk: a leg's id, or Stripe's of an invoice. */
export type SaleId = LegId | AccountInvoiceId;

export const isLegId = (id: SaleId): id is LegId => id.startsWith('leg_');

/** Where a sale stands, for the one who sells. */
export type SaleState = 'paid' | 'processing' | 'unpaid';

/** The states of a leg as its seller has to know them: money, money to come, or none. */
export function stateOfSale(state: LegState): SaleState {
  switch (state) {
    case 'paid':
      return 'paid';
    case 'processing':
    case 'authorized':
    case 'capturing':
      return 'processing';
    case 'created':
    case 'cloning':
    case 'charging':
    case 'action_needed':
    case 'releasing':
    case 'declined':
    case 'failed':
    case 'canceled':
      return 'unpaid';
    default:
      return assertNever(state);
  }
}

/** What was sold in some days. */
export interface DeskFigures {
  readonly sales: number;
  readonly sold: Price;
  /** The platform's, less what went back with refunds. */
  readonly fees: Price;
  readonly refunded: Price;
  /** What is left of it for the seller, before what Stripe takes. */
  readonly rest: Price;
  /** Subscriptions that are alive. */
  readonly subscribers: number;
  /** Copies of buyers' payment methods that the account keeps, and of how many buyers. */
  readonly keptClones: number;
  readonly buyersOfClones: number;
  /** Sales whose buyers wait for an answer, of whatever age; and open disputes. */
  readonly refundsAsked: number;
  readonly disputesToAnswer: number;
}

/** How many days the overview may tell of, as its address says it. */
export const deskDays = ['7', '30', '90'] as const;
export type DeskDays = (typeof deskDays)[number];

/** A chart of days, with the levels it is read by, from nothing upwards. */
export interface SalesDays {
  readonly days: readonly SalesDay[];
  readonly levels: readonly Price[];
}

/** A day of the chart; days without a sale are there, too. */
export interface SalesDay {
  /** ISO, in UTC. */
  readonly day: string;
  readonly sales: number;
  readonly sold: Price;
}

/** What one thing or plan brought. */
export interface GoodsSold {
  readonly key: string;
  /** As it is called now; null for all that is not told apart. */
  readonly name: string | null;
  /** `3 pieces`, of a plan `3 payments`, of all else `3 things`. */
  readonly countText: string;
  readonly sold: Price;
}

/** What the account holds at Stripe and what it is paid out, or why that cannot be told. */
export type DeskBalance =
  | { readonly ok: false; readonly title: string; readonly reason: string }
  | {
      readonly ok: true;
      readonly available: readonly Price[];
      readonly pending: readonly Price[];
      readonly payouts: readonly PayoutView[];
      /** The last of them, where older ones are behind it. */
      readonly nextPayouts: string | null;
    };

export interface PayoutView {
  readonly id: string;
  readonly amount: Price;
  /** Stripe's own word, and in words. */
  readonly status: string;
  readonly statusText: string;
  /** True while it is on its way. */
  readonly coming: boolean;
  /** ISO times. */
  readonly madeAt: string;
  readonly arrivesAt: string;
}

/** What the list of sales may be narrowed to. */
export const saleFilters = [
  'all',
  'asked',
  'refunded',
  'disputed',
  'processing',
  'unpaid',
] as const;
export type SaleFilter = (typeof saleFilters)[number];

/** Which sales are listed or exported. */
export interface SalesAsked {
  readonly filter: SaleFilter;
  /** Days of UTC, `2026-11-23`, both included; without one, all before or after. */
  readonly from?: string | null;
  readonly to?: string | null;
  /** The payments of this one alone. */
  readonly subscription?: SubscriptionId;
}

export interface SaleRow {
  /** The part of an order, or the invoice of a subscription. */
  readonly id: SaleId;
  readonly ofSubscription: boolean;
  /** Of the order, or of the invoice. */
  readonly number: string;
  readonly title: string;
  readonly buyer: string;
  readonly card: string;
  readonly state: SaleState;
  /** How it stands in words: `Paid`, `Partly refunded`, `Disputed`. */
  readonly stateText: string;
  /** ISO. */
  readonly at: string;
  readonly amount: Price;
  readonly fee: Price;
  readonly refunded: Price | null;
  readonly disputed: boolean;
  /** True while its buyer waits for an answer to a refund they asked for. */
  readonly asked: boolean;
}

/** A sale with all that came after it. */
export interface SaleView extends SaleRow {
  readonly accountId: string;
  readonly chargeId: string | null;
  readonly lines: readonly {
    readonly name: string;
    readonly variant: string;
    /** Null of an invoice of a plan. */
    readonly quantity: number | null;
    readonly amount: Price;
  }[];
  /** The platform's fee, less what went back with refunds. */
  readonly feeLeft: Price;
  /** As Stripe booked it; null when that is not known, or not yet. */
  readonly booked: BookedSale | null;
  readonly refunds: readonly RefundView[];
  readonly disputes: readonly DisputeView[];
  /** True when a bank has taken the payment back, so that Stripe refuses to refund it. */
  readonly chargedBack: boolean;
  /** What may still be given back; null when nothing may be. */
  readonly rest: Price | null;
  /** Why nothing may be given back, in words; null when something may be, or nothing was paid. */
  readonly cannotGive: string | null;
}

/** What Stripe's balance transaction says of a payment. */
export interface BookedSale {
  readonly stripeFee: Price;
  /** What reached the balance: the amount less Stripe's fee and the platform's. */
  readonly net: Price;
  /** ISO; when it may be paid out. */
  readonly availableOn: string;
}

/** A dispute as the seller who has to answer it sees it. */
export interface DeskDispute extends DisputeView {
  readonly id: DisputeId;
  readonly saleId: SaleId;
  /** Of the order, or of the invoice. */
  readonly number: string;
  /** The plan that was paid for; null of a part of an order. */
  readonly plan: string | null;
  readonly buyer: string;
  readonly accountId: string;
  readonly canAnswer: boolean;
  readonly answer: {
    readonly state: AnswerState;
    readonly evidence: Evidence;
    /** ISO, or null. */
    readonly submittedAt: string | null;
    /** What Stripe said when it refused it, or null. */
    readonly problem: string | null;
    readonly evidenceKey: string | null;
  } | null;
  /** What goes with the answer, or went. */
  readonly files: readonly EvidenceFileView[];
}

/** A buyer who pays a seller again and again, as the seller may see them. */
export interface SubscriberRow {
  readonly id: SubscriptionId;
  readonly buyer: string;
  readonly title: string;
  /** For one period, all pieces together. */
  readonly amount: Price;
  /** E.g. `every month`. */
  readonly every: string;
  readonly standing: SubscriberStanding;
  readonly statusText: string;
  /** What pays it from now on, e.g. `Visa ending in 4242`. */
  readonly card: string;
  /** ISO: when the next payment or the end comes; null where neither does. */
  readonly nextAt: string | null;
  /** True where what comes next is its end. */
  readonly ends: boolean;
}

/** One of them, with Stripe's own names on the account. */
export interface SubscriberView extends SubscriberRow {
  /** ISO. */
  readonly since: string;
  readonly accountId: string;
  readonly accountSubscriptionId: string | null;
  readonly accountCustomerId: string | null;
}

/** Pays, is about to end, owes, or has come to an end (or to nothing). */
export type SubscriberStanding = 'paying' | 'ending' | 'owing' | 'over';
