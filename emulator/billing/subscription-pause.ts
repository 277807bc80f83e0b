/**
 * Having a subscription rest until it is resumed (docs.stripe.com/billing/subscriptions/pause).
 */
import type Stripe from 'stripe';
import { invalidRequest, type Context } from '../server/contract';
import { keepProrations, prorationsOf } from './proration';
import { lastInvoice } from './subscription-end';
import { checkThere } from './subscription-over';
import { dropParked } from './subscription-parked';
import { findSubscription, inPeriod, periodOf, withItems } from './subscription-records';
import type { Subscription } from './subscription-records';
import { rest } from './subscription-rest';

type Given = Stripe.SubscriptionPauseParams;

/**
 * Pauses at once: the period ends now, and what is left of it is given back, by the next invoice or by
 * one of its own. Prices here are licensed, so `outstanding_usage_through` finds nothing to bill.
 * Invoices there are go on being collected.
 */
export function pauseSubscription(
  context: Context,
  given: Subscription,
  parameters: Given,
): Subscription {
  checkPausable(given);
  const before = dropParked(context, given);
  const now = context.now();
  const from = parameters.bill_for?.unused_time_from?.type ?? 'now';
  const { start } = periodOf(before);
  if (from !== 'none') {
    const since = from === 'now' ? now : start;
    keepProrations(context, prorationsOf(context, before, withItems(before, []), since));
  }
  const billed = parameters.invoicing_behavior === 'invoice' ? lastInvoice(context, before) : null;
  const { object } = findSubscription(context, before.id);
  const latest_invoice = billed ?? object.latest_invoice;
  return rest(
    context,
    object,
    { ...inPeriod(object, { start, end: now }), latest_invoice },
    'pause_requested',
  );
}

const restless: ReadonlySet<string> = new Set(['incomplete', 'paused', 'trialing']);

/** What cannot rest; the sentences are the emulator's own. */
function checkPausable(before: Subscription): void {
  checkThere(before);
  if (restless.has(before.status)) {
    throw invalidRequest(`You cannot pause a subscription that is \`${before.status}\`.`);
  }
  if (before.collection_method === 'send_invoice') {
    throw invalidRequest(
      'You can only pause a subscription whose collection method is `charge_automatically`.',
    );
  }
  if (before.billing_mode.type !== 'flexible') {
    throw invalidRequest('You can only pause a subscription in the flexible billing mode.');
  }
}
