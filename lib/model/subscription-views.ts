/** What the pages about subscriptions are made of. Plain data, free of secrets. */
import type { AfterSaleView } from './after-sale';
import type { CreditNotBack } from './credit-not-back';
import type { AccountInvoiceId, SavedMethodId, SubscriptionId } from './ids';
import type { ChangeKind, SyncReason } from './recurring';
import type { Price, Problem, SellerView } from './views';

/** Where it stands for its buyer; the list is in this order. */
export type SubscriptionPhase = 'trouble' | 'starting' | 'active' | 'paused' | 'ending' | 'ended';

export interface InvoiceView {
  readonly id: AccountInvoiceId;
  /** The seller's number of it; null while it is a draft. */
  readonly number: string | null;
  readonly state: 'draft' | 'open' | 'paid' | 'void' | 'uncollectible';
  readonly stateText: string;
  /** What is or was to be charged; of one that gives credit, that credit. */
  readonly total: Price;
  /** What credit has paid of it beside that; null where none has. */
  readonly creditUsed: Price | null;
  /** Whether that was put back, where nobody wanted what it paid for. */
  readonly creditState: 'used' | 'back' | 'not_back';
  /** True of an invoice that gives credit. */
  readonly isCredit: boolean;
  readonly fee: Price | null;
  /** What it is for, in words. */
  readonly reason: string;
  readonly from: string;
  readonly until: string;
  readonly createdAt: string;
  readonly paidAt: string | null;
  readonly receiptUrl: string | null;
  /** What was given back of it, and what its bank disputes. */
  readonly afterSale: AfterSaleView;
  readonly paymentIntentId: string | null;
  readonly chargeId: string | null;
}

/** An invoice that could not be paid, and what its buyer can do. */
export interface DunningView {
  /** The newest of what is owed. */
  readonly invoice: InvoiceView;
  /** All that is owed: what another card is charged. */
  readonly owed: Price;
  readonly title: string;
  /** What happened and what comes next, a sentence each. */
  readonly story: readonly string[];
  readonly problem: Problem | null;
  /** True while the bank waits for the buyer: confirming is the first way. */
  readonly canConfirm: boolean;
}

/** A change that is on its way, or the last one that was not made. */
export interface ChangeView {
  readonly kind: ChangeKind;
  readonly text: string;
  readonly problem: Problem | null;
}

/** How the change of the card gets to the seller. */
export interface CardChangeView {
  readonly reason: SyncReason;
  readonly moving: boolean;
  readonly text: string;
  readonly problem: Problem | null;
}

/** Another quantity that waits for its payment; the old one stands until then. */
export interface PendingQuantityView {
  readonly quantity: number;
  /** The difference, which is to be charged now. */
  readonly amount: Price;
  /** When it is dropped; ISO, or null. */
  readonly until: string | null;
  /** Why the last try did not pay it. */
  readonly problem: Problem | null;
}

export interface SubscriptionRow {
  readonly id: SubscriptionId;
  readonly name: string;
  readonly variant: string;
  readonly picture: string;
  readonly seller: Pick<SellerView, 'name' | 'slug'>;
  readonly quantity: number;
  /** Of all of them, for one period. */
  readonly amount: Price;
  /** What the next period is charged with, in words: credit is taken off. */
  readonly nextAmount: string;
  /** E.g. `every month`. */
  readonly every: string;
  readonly phase: SubscriptionPhase;
  readonly stateText: string;
  /** How it goes on, in one sentence. */
  readonly nextText: string;
  /** The order it began with. */
  readonly orderId: string;
}

export interface SubscriptionView extends SubscriptionRow {
  readonly productSlug: string;
  readonly unit: Price;
  readonly startedAt: string;
  /** When it is next charged; null when it is not any more. */
  readonly nextAt: string | null;
  readonly trialEnd: string | null;
  readonly endedAt: string | null;
  readonly card: { readonly id: SavedMethodId; readonly name: string; readonly expires: string };
  readonly cardChange: CardChangeView | null;
  readonly change: ChangeView | null;
  readonly dunning: DunningView | null;
  readonly pending: PendingQuantityView | null;
  /** True while the bank wants to see the buyer although nothing is due. */
  readonly setupNeeded: boolean;
  readonly invoices: readonly InvoiceView[];
  readonly creditNotBack: readonly CreditNotBack[];
  readonly canCancelNow: boolean;
  readonly canCancelAtPeriodEnd: boolean;
  readonly canResume: boolean;
  /** True while it rests, so that resuming it means that it is charged again. */
  readonly rests: boolean;
  readonly canChangeQuantity: boolean;
  readonly canChangeCard: boolean;
  /** When a cancellation at the end of what is paid would take effect. */
  readonly periodEnd: string | null;
  /** Something is on its way: the page asks again. */
  readonly moving: boolean;
  /** Stripe's objects, for engineers. */
  readonly underneath: {
    readonly accountId: string;
    readonly subscriptionId: string | null;
    readonly methodId: string | null;
    readonly status: string | null;
    readonly feePercent: string;
  };
}

/** What a change of the quantity would cost. */
export interface QuantityPreview {
  readonly quantity: number;
  /** Charged at once; null when nothing is. */
  readonly now: Price | null;
  /** Taken off what comes next; null when nothing is. */
  readonly credit: Price | null;
  /** For each period from the next on. */
  readonly then: Price;
  readonly thenAt: string | null;
}

/** What its page watches while something is on its way: when this changes, it is drawn anew. */
export function newsOf(view: SubscriptionView): string {
  const { stateText, nextText, quantity, card, change, cardChange, dunning, invoices } = view;
  const { pending, setupNeeded } = view;
  return JSON.stringify([
    ...[stateText, nextText, quantity, card.name, change, cardChange, dunning?.story],
    ...[pending, setupNeeded, view.creditNotBack],
    invoices.map(({ id, state, stateText: told, afterSale }) => [
      ...[id, state, told, afterSale.factText],
      ...afterSale.refunds.map(({ stateText: refund }) => refund),
      ...afterSale.disputes.map(({ statusText }) => statusText),
    ]),
  ]);
}
