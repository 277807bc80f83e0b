/** What an order and its legs are to the one who placed it. */
import type { AfterSaleView } from './after-sale';
import type { Confirmation } from './confirmation';
import type { LegId, OrderId } from './ids';
import type { OrderSubscriptionView } from './order-subscription';
import type { RecurringPrice } from './plan';
import type { Decision, LegState, OrderStatus, Policy } from './status';
import type { Price, Problem, SellerView } from './views';

export interface AttemptView {
  readonly number: number;
  readonly card: string;
  /** True of a bank account, which is debited over days. */
  readonly isDebit: boolean;
  readonly cloneId: string | null;
  readonly paymentIntentId: string | null;
  readonly chargeId: string | null;
  readonly confirmation: Confirmation;
  readonly cloneKey: string;
  readonly chargeKey: string;
  /** Where money is held first; else null. */
  readonly captureKey: string | null;
  readonly releaseKey: string | null;
  readonly problem: Problem | null;
}

export interface OrderLineView {
  readonly name: string;
  readonly variant: string;
  readonly picture: string;
  readonly productSlug: string;
  readonly quantity: number;
  readonly unit: Price;
  readonly amount: Price;
}

export interface LegView {
  readonly id: LegId;
  readonly seller: Pick<SellerView, 'slug' | 'name' | 'countryName'>;
  readonly accountId: string;
  readonly state: LegState;
  /** The state in words, e.g. `Paid`, `Declined`. */
  readonly stateText: string;
  /** True when Stripe did not answer so far, and we go on by ourselves. */
  readonly stalled: boolean;
  readonly amount: Price;
  /** The platform's application fee. */
  readonly fee: Price;
  readonly lines: readonly OrderLineView[];
  readonly attempts: readonly AttemptView[];
  readonly problem: Problem | null;
  readonly canRetry: boolean;
  /** True when the buyer may confirm it with their bank, with the card of the latest attempt. */
  readonly canAuthenticate: boolean;
  /** True while the bank waits for the buyer, in whatever window. */
  readonly atTheBank: boolean;
  readonly afterSale: AfterSaleView;
  /** ISO time, or null. */
  readonly paidAt: string | null;
  /** As it will stand on the buyer's statement. */
  readonly statement: string;
}

export interface OrderView {
  readonly id: OrderId;
  /** Short and sayable, e.g. `SK-7F3K2Q`. */
  readonly number: string;
  readonly status: OrderStatus;
  /** The status as a sentence. */
  readonly statusText: string;
  /** What is paid, what is not and what happens next, where the sentence does not say it all. */
  readonly story: readonly string[];
  readonly policy: Policy;
  /** What became of the money that all or nothing holds; null before, and where none is. */
  readonly decision: Decision | null;
  /** True while the buyer may let everything go that is held. */
  readonly canCancel: boolean;
  /** True when nothing of it stays paid, so that its goods may go into the cart again. */
  readonly canOrderAgain: boolean;
  readonly createdAt: string;
  /** What was due when it was placed. */
  readonly totals: readonly Price[];
  readonly paidTotals: readonly Price[];
  /** What its plans are charged again and again. */
  readonly recurring: readonly RecurringPrice[];
  /** Payments that were due: one for each leg, and one for each plan without a trial. */
  readonly payments: number;
  readonly card: string;
  readonly legs: readonly LegView[];
  readonly subscriptions: readonly OrderSubscriptionView[];
}

export interface OrderRow {
  readonly id: OrderId;
  readonly number: string;
  readonly status: OrderStatus;
  readonly statusText: string;
  readonly createdAt: string;
  readonly totals: readonly Price[];
  readonly sellers: readonly string[];
  readonly pieces: number;
  readonly pictures: readonly string[];
}
