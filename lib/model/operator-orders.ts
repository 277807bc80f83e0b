/** Orders as the operator's desk shows them: anybody's, with what waits at work for them. */
import type { DisputeView, RefundState, RefundView } from './after-sale';
import type { LegId, OrderId, SellerId, SubscriptionId } from './ids';
import type { LegState } from './status';
import type { OrderView } from './order-views';
import type { Price } from './views';
import type { OpenJobState } from './work';

/** What the list of orders may be narrowed to: orders with at least one leg that stands so. */
export const orderFilters = [
  'all',
  'under_way',
  'action_needed',
  'paid',
  'unpaid',
  'refunded',
  'disputed',
] as const;
export type OrderFilter = (typeof orderFilters)[number];

export interface OrdersQuery {
  readonly state: OrderFilter;
  readonly seller: SellerId | null;
  /** A buyer's e-mail, an order's number, or an id: `ord_`, `leg_`, `pi_`, `ch_`; empty for all. */
  readonly find: string;
  /** The order after which the page goes on, to older ones. */
  readonly after: OrderId | null;
}

export interface OperatorOrderRow {
  readonly id: OrderId;
  readonly number: string;
  readonly createdAt: string;
  readonly buyer: string;
  readonly email: string;
  readonly legs: readonly {
    readonly id: LegId;
    readonly seller: string;
    readonly state: LegState;
    readonly stateText: string;
    readonly amount: Price;
  }[];
  /** Plans that began with it. */
  readonly plans: number;
}

export interface OrdersPage {
  readonly rows: readonly OperatorOrderRow[];
  /** Where older ones begin; null when there are none. */
  readonly next: OrderId | null;
}

/** A job that is to be done for an order, is done just now, or stopped. */
export interface WaitingJob {
  readonly id: string;
  readonly title: string;
  readonly state: OpenJobState;
  readonly stateText: string;
  readonly tries: number;
  /** ISO: when it may begin, or began last; which of them, `timeText` says. */
  readonly at: string;
  readonly timeText: string;
}

/** Money asked for or given back of a payment for a plan. */
export interface RefundOfPlan extends Pick<
  RefundView,
  'id' | 'stateText' | 'amount' | 'accountRefundId'
> {
  readonly state: RefundState;
  readonly subscriptionId: SubscriptionId;
  /** The seller's number of what was paid, or its id. */
  readonly invoice: string;
}

/** A payment for a plan that its buyer's bank disputes. */
export interface DisputeOfPlan extends DisputeView {
  readonly subscriptionId: SubscriptionId;
  /** The seller's number of what was paid, or its id. */
  readonly invoice: string;
}

/** An order of anybody with all that an operator may know of it. */
export interface OperatorOrderView {
  readonly order: OrderView;
  readonly buyer: { readonly name: string; readonly email: string };
  /** Of plans that began with it, the first payment and all that came since; oldest first. */
  readonly refundsOfPlans: readonly RefundOfPlan[];
  readonly disputesOfPlans: readonly DisputeOfPlan[];
  readonly work: readonly WaitingJob[];
  /** Where each leg goes on from, and who drives it until when (ISO); by leg. */
  readonly drivers: Readonly<
    Record<LegId, { readonly until: string | null; readonly sellerId: SellerId }>
  >;
}
