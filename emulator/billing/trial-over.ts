/**
 * A trial that ends without a PaymentMethod
 * (docs.stripe.com/billing/subscriptions/trials/free-trials#create-free-trials-without-payment).
 */
import type { Context } from '../server/contract';
import { ownMethod } from './pending-setup';
import { applyUpdate } from './subscription-apply';
import type { Given } from './subscription-change';
import { endSubscription } from './subscription-over';
import { inPeriod, periodOf, type Subscription } from './subscription-records';
import { rest } from './subscription-rest';
import { withSettings, type GivenSettings } from './subscription-settings';

/** What its settings make of it; null where it is renewed and an invoice is made, as by default. */
export function withoutMethod(
  context: Context,
  before: Subscription,
  over = before,
): Subscription | null {
  if (ownMethod(context, over) !== null) return null;
  switch (over.trial_settings?.end_behavior.missing_payment_method) {
    case 'cancel':
      return endSubscription(context, over, 'cancellation_requested');
    case 'pause':
      return rest(context, before, over, 'trial_end_without_payment_method');
    default:
      return null;
  }
}

/**
 * The same of a trial that an update ends with `trial_end=now` (recorded): what else is given comes first,
 * and may bring a PaymentMethod. Null where it is updated like any other.
 */
export function endTrialNow(
  context: Context,
  before: Subscription,
  given: Given,
): Subscription | null {
  if (given.trial_end !== 'now' || before.status !== 'trialing') return null;
  const { trial_end: _, payment_behavior: __, ...others } = given;
  // Without its items, whose prices may be made with them: whether they fit is seen when they are kept.
  const after = withSettings(context, before, others as Partial<GivenSettings>);
  const missing = after.trial_settings?.end_behavior.missing_payment_method;
  if (missing === 'create_invoice' || ownMethod(context, after) !== null) return null;
  const changed = applyUpdate(context, before, others);
  const now = context.now();
  const ended = inPeriod(changed, { start: periodOf(changed).start, end: now });
  return withoutMethod(context, changed, { ...ended, trial_end: now });
}
