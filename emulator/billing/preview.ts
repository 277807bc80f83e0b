/**
 * What a subscription will bill next (docs.stripe.com/api/invoices/create_preview).
 */
import type { Context } from '../server/contract';
import { idOf } from '../resources/payment-method-use';
import { taxOf } from './automatic-tax';
import { pendingItems } from './invoice-items';
import { fieldsOfItem, newLine, type Line } from './invoice-lines';
import { billed } from './invoice-records';
import { newInvoice, withLines, type Invoice } from './invoice-shape';
import { previewId, type Previewed } from './kept-preview';
import { nextBoundary, type Period } from './periods';
import { renewalLines } from './short-periods';
import { everyOf, inPeriod, periodOf, type Subscription } from './subscription-records';

/**
 * The next renewal's invoice, as things stand, with what waits for it: of one that begins without an
 * invoice, as what is free up to the anchor does, the one after it. Nothing is kept.
 */
export function upcomingInvoice(
  context: Context,
  subscription: Subscription,
  recurringOnly = false,
): Previewed {
  const customer = billed(context, { customer: subscription.customer } as Invoice);
  const last = periodOf(subscription);
  const anchor = subscription.billing_cycle_anchor;
  const end = nextBoundary(anchor, everyOf(subscription), last.end);
  const next: Period = { start: last.end, end };
  const id = previewId(context);
  const draft = newInvoice(context, customer, {
    id,
    billing_reason: 'upcoming',
    auto_advance: true,
    automatic_tax: taxOf(subscription),
    collection_method: subscription.collection_method,
    created: last.end,
    currency: subscription.currency,
    default_payment_method: null,
    next_payment_attempt: last.end + 60 * 60,
    parent: {
      quote_details: null,
      subscription_details: { metadata: subscription.metadata, subscription: subscription.id },
      type: 'subscription_details',
    },
    period_end: last.end,
    period_start: last.start,
  });
  const renewed = inPeriod(subscription, next);
  const waiting = pendingItems(context, idOf(subscription.customer) ?? '', draft.currency)
    .filter(({ parent }) => {
      const owner = parent?.subscription_details?.subscription;
      return owner === undefined || owner === subscription.id;
    })
    .map((item): Line => newLine(context, id, fieldsOfItem(item)));
  const { cancel_at, cancel_at_period_end } = subscription;
  const ends = cancel_at_period_end || (cancel_at !== null && cancel_at <= last.end);
  const own = ends ? [] : renewalLines(context, renewed, next)(id);
  const lines = recurringOnly ? own : [...waiting, ...own];
  if (lines.length === 0 && !ends) return upcomingInvoice(context, renewed, recurringOnly);
  return { invoice: withLines(draft, lines), lines };
}
