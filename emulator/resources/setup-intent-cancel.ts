/** Giving up a SetupIntent (docs.stripe.com/api/setup_intents/cancel). */
import type Stripe from 'stripe';
import type { Context } from '../server/contract';
import { endWaiting } from './setup-intent-confirm';

/** One that still waits comes to nothing, with its event. */
export function cancelSetup(
  context: Context,
  before: Stripe.SetupIntent,
  reason: Stripe.SetupIntent['cancellation_reason'],
): Stripe.SetupIntent {
  endWaiting(context, before);
  const intent: Stripe.SetupIntent = {
    ...before,
    cancellation_reason: reason,
    next_action: null,
    status: 'canceled',
  };
  context.records.put('setup_intent', intent, { challenge: null, returnUrl: null });
  context.emit('setup_intent.canceled', intent);
  return intent;
}
