/**
 * Paying with a Mexican credit card over some months: the merchant is paid at once, the bank
 * collects the parts (docs.stripe.com/payments/mx-installments).
 */
import type Stripe from 'stripe';
import { invalidRequest, type Context } from '../server/contract';
import { merchantCountry } from './merchant';
import { idOf } from './payment-method-use';

type Intent = Stripe.PaymentIntent;
type Plan = Stripe.Charge.PaymentMethodDetails.Card.Installments.Plan;

const months = [3, 6, 9, 12, 18, 24] as const;

/** The least amount for each month of a plan: 100 pesos, in centavos (mx-installments#fees). */
const leastPerMonth = 100_00;

/**
 * The plans for a payment with this card: of a Mexican account, in pesos, with a credit card of
 * Mexico (mx-installments#requirements). Empty where there are none.
 */
function plansFor(context: Context, intent: Intent): Plan[] {
  const method = context.records.get('payment_method', idOf(intent.payment_method) ?? '');
  const card = method?.object.card;
  const fits =
    intent.currency === 'mxn' &&
    merchantCountry(context, idOf(intent.on_behalf_of)) === 'MX' &&
    card?.country === 'MX' &&
    card.funding === 'credit';
  if (!fits) return [];
  return months
    .filter((count) => intent.amount >= count * leastPerMonth)
    .map((count) => ({ count, interval: 'month', type: 'fixed_count' }));
}

/**
 * The intent with the plans that its card, amount and currency leave. unconfirmed: that the list is
 * empty, and not absent, where there is no card yet.
 *
 * @throws 400 for a plan that is none of them (sentence unconfirmed)
 */
export function withPlans(context: Context, intent: Intent): Intent {
  const card = intent.payment_method_options?.card;
  const asked = card?.installments;
  if (!asked) return intent;
  const plans = asked.enabled ? plansFor(context, intent) : [];
  const chosen = asked.plan as Plan | null;
  if (chosen && !plans.some((plan) => samePlan(plan, chosen))) {
    throw invalidRequest('The selected installment plan is not available for this payment.', {
      param: 'payment_method_options[card][installments][plan]',
    });
  }
  const installments = {
    available_plans: asked.enabled ? plans : null,
    enabled: asked.enabled,
    plan: chosen,
  };
  return {
    ...intent,
    payment_method_options: { ...intent.payment_method_options, card: { ...card, installments } },
  };
}

function samePlan(one: Plan, other: Plan): boolean {
  return one.type === other.type && one.count === other.count;
}

/** What the charge says of the plan it was paid by; null when there was none. */
export function planOf(
  intent: Intent,
): Stripe.Charge.PaymentMethodDetails.Card.Installments | null {
  const plan = intent.payment_method_options?.card?.installments?.plan;
  return plan ? { plan: plan as Plan } : null;
}
