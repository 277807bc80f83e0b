/**
 * Changing a subscription (docs.stripe.com/api/subscriptions/update).
 */
import { invalidRequest, type Context } from '../server/contract';
import { refuseUnsupported } from '../resources/parameters';
import { refuseBeyond } from './refusals';
import { applyUpdate } from './subscription-apply';
import type { Given } from './subscription-change';
import { hasEnded } from './subscription-over';
import { dropConflicting, parkUpdate } from './subscription-parked';
import type { Subscription } from './subscription-records';
import { endTrialNow } from './trial-over';

/** Changes a subscription, and bills at once what has to be. */
export function updateSubscription(
  context: Context,
  before: Subscription,
  given: Given,
): Subscription {
  refuseBeyond(given);
  refuseUnsupported({ ...given }, ['trial_from_plan']);
  checkAlive(before, given);
  const ended = endTrialNow(context, before, given);
  if (ended) return ended;
  if (given.payment_behavior === 'pending_if_incomplete') return parkUpdate(context, before, given);
  return applyUpdate(context, dropConflicting(context, before, given), given);
}

function checkAlive(before: Subscription, given: Given): void {
  const late = new Set(['cancellation_details', 'expand', 'metadata']);
  const refused = Object.keys(given).find((name) => !late.has(name));
  if (!hasEnded(before) || refused === undefined) return;
  throw invalidRequest(
    'A canceled subscription can only update its cancellation_details and metadata.',
    { code: 'invalid_canceled_subscription_fields', param: refused },
  );
}
