/** Whether a bank wants to see the buyer, asked before anything is attempted. */
import type Stripe from 'stripe';
import { askIssuer } from '../rules/charge-card';
import type { Context } from '../server/contract';
import { requestedThreeDSecure } from '../resources/intent-options';
import { merchantCountry } from '../resources/merchant';
import { seen } from '../resources/payment-method-use';
import { futureUsage } from '../resources/payment-saving';

/**
 * Whether the bank of a PaymentMethod would want to see the buyer, who is not there.
 *
 * @param intent what would be paid with it, where there is anything to pay
 */
export function wouldAsk(context: Context, id: string, intent?: Stripe.PaymentIntent): boolean {
  const method = context.records.get('payment_method', id);
  if (!method?.object.card) return false;
  const saves = intent !== undefined && futureUsage(intent) !== null;
  const answer = askIssuer(seen(context, method), {
    purpose: saves ? 'payment_and_set_up' : 'payment',
    session: 'off',
    merchantCountry: merchantCountry(context, null),
    requested: intent ? requestedThreeDSecure(intent) : 'automatic',
    authenticated: false,
    moto: false,
    imported: false,
  });
  return answer.kind === 'authentication_required';
}
