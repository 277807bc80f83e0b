/**
 * What Stripe knows of invoices and subscriptions and never shows.
 */
import type Stripe from 'stripe';

/** Of an invoice. */
export interface InvoiceHidden {
  /** All of its lines; the invoice shows the first ten. */
  readonly lines: readonly Stripe.InvoiceLineItem[];
  /** What the platform earns from it: an amount in minor units, or percent of the total. */
  readonly fee: { readonly amount: number } | { readonly percent: number } | null;
  /** When its payment first failed by itself, in Unix seconds: the days of its retries count from there. */
  readonly failed: { readonly at: number } | null;
  /** The PaymentMethod that is not asked again: it was refused for good, or wants the buyer. */
  readonly spent: string | null;
  /** True while a bank account is debited for it by itself. */
  readonly debited?: boolean;
  /** The event that told of it as a draft. */
  readonly toldBy?: string;
  /** True where its merchant has said when it is to be finalized. */
  readonly ownTime?: boolean;
}

/** Where a PaymentIntent belongs. */
export interface InvoicedIntent {
  readonly id: string;
  readonly object: 'invoiced_intent';
  readonly invoice: string;
  readonly invoice_payment: string;
}

/** How a subscription that rests is to go on. */
export interface Resumption {
  /** The period that is billed, and what the next ones are counted from; Unix seconds. */
  readonly start: number;
  readonly end: number;
  readonly anchor: number;
  /** Whether a payment has to succeed, or to be attempted. */
  readonly on: 'attempt' | 'success';
}

/** Of a subscription. */
export interface SubscriptionHidden {
  /** True within the request that makes it: what happens to it then is told once, at the end. */
  readonly creating: boolean;
  /** The invoice that the update, or the resumption, waits for which `pending_update` shows. */
  readonly parked: { readonly invoice: string; readonly resumption?: Resumption } | null;
  /** Whether the part of a period between its trial and its anchor is free: `proration_behavior: none`. */
  readonly stubIsFree?: boolean;
  /** Whether `cancel_at` was set, within the period, with `proration_behavior: none`. */
  readonly endsUnprorated?: boolean;
  /** The `trial_end` that `customer.subscription.trial_will_end` has told of. */
  readonly toldTrialEnd?: number;
  /** The end of the period that `invoice.upcoming` has told of. */
  readonly toldUpcoming?: number;
}
