import type Stripe from 'stripe';
import { mergeMetadata } from '../server/metadata';
import type { Context } from '../server/contract';
import type { Stored } from '../store/kinds';
import { billingDetails } from './payment-method-shape';

interface Given {
  readonly billing_details?: Stripe.PaymentMethodCreateParams.BillingDetails;
  readonly metadata?: Stripe.Emptyable<Stripe.MetadataParam>;
  readonly allow_redisplay?: Stripe.PaymentMethod.AllowRedisplay;
}

/**
 * A PaymentMethod of the type `customer_balance`: it says nothing but that a payment is made by bank
 * transfer, and serves one payment (docs.stripe.com/payments/bank-transfers/accept-a-payment).
 */
export function createBalanceMethod(context: Context, given: Given): Stored<'payment_method'> {
  const method = {
    id: context.id('pm_'),
    object: 'payment_method',
    allow_redisplay: given.allow_redisplay ?? 'unspecified',
    billing_details: billingDetails(given.billing_details),
    created: context.now(),
    customer: null,
    customer_account: null,
    customer_balance: {},
    livemode: false,
    metadata: mergeMetadata(null, given.metadata),
    type: 'customer_balance',
  } satisfies Stripe.PaymentMethod;
  const wire = { ...method, shared_payment_granted_token: null };
  const hidden = {
    card: '',
    use: 'fresh',
    heldBy: null,
    setUp: null,
    gaveCvc: false,
    gavePostalCode: false,
  } as const;
  context.records.put('payment_method', wire, hidden);
  return { object: wire, hidden };
}
