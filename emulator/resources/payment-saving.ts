/**
 * What a payment leaves of its card: used up, or saved for later where that was asked
 * (docs.stripe.com/payments/save-during-payment).
 */
import type Stripe from 'stripe';
import { passed, type ThreeDSecureOutcome } from '../rules/charge-card';
import type { Context } from '../server/contract';
import type { IntentHidden, Stored } from '../store/kinds';
import { writeMandate } from './mandates';
import { merchantCountry } from './merchant';
import { change, checkedCard, idOf } from './payment-method-use';
import { endsWithUse } from './source-state';

type Intent = Stripe.PaymentIntent;
type Method = Stored<'payment_method'>;

/** What the buyer agreed to when confirming. */
export type Agreed = Pick<IntentHidden, 'mandate' | 'mandateData' | 'radarSession'>;

/** `setup_future_usage` of the intent or, before it, of its options for this type of method. */
export function futureUsage(
  intent: Intent,
  type: 'card' | 'us_bank_account' = 'card',
): 'on_session' | 'off_session' | null {
  const usage =
    intent.payment_method_options?.[type]?.setup_future_usage ?? intent.setup_future_usage;
  if (usage === 'off_session') return 'off_session';
  return usage === 'on_session' ? 'on_session' : null;
}

/** An attempt is over: what is left of the PaymentMethod, saved for later where that was asked. */
export function afterPayment(
  context: Context,
  intent: Intent,
  before: Method,
  threeDSecure: ThreeDSecureOutcome,
): Method {
  const bank = before.object.type === 'us_bank_account';
  const usage = futureUsage(intent, bank ? 'us_bank_account' : 'card');
  const owned = before.object.customer !== null;
  const onBehalfOf = idOf(intent.on_behalf_of);
  const setUp =
    usage === null
      ? before.hidden.setUp
      : {
          authenticated: passed(threeDSecure) || before.hidden.setUp?.authenticated === true,
          usage,
          country: merchantCountry(context, onBehalfOf),
          onBehalfOf,
        };
  const unattached = usage === null ? 'consumed' : 'attach_only';
  return change(context, before.object.id, checkedCard(before), {
    heldBy: null,
    setUp,
    use: owned && !spendsSource(context, before.object.id) ? 'fresh' : unattached,
  });
}

/** Whether the PaymentMethod is a Source that was made for this one payment. */
function spendsSource(context: Context, id: string): boolean {
  const source = context.records.get('source', id)?.object;
  return source !== undefined && endsWithUse(source);
}

/** A payment that saves a card with `mandate_options` leaves a mandate. */
export function withMandate(
  context: Context,
  intent: Intent,
  method: Method,
  agreed: Agreed,
): Agreed {
  const wanted = intent.payment_method_options?.card?.mandate_options && futureUsage(intent);
  if (!wanted || agreed.mandate !== undefined) return agreed;
  const onBehalfOf = idOf(intent.on_behalf_of);
  const mandate = writeMandate(context, method.object.id, agreed.mandateData, {
    type: 'card',
    onBehalfOf,
  });
  return { ...agreed, mandate };
}
