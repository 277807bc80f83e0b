/**
 * What all Charges have in common, whatever is charged (docs.stripe.com/api/charges/object).
 */
import type Stripe from 'stripe';
import type { Context } from '../server/contract';
import { destinationGroup } from './destination-charge';
import { connectedAccount, merchant } from './merchant';
import { idOf } from './payment-method-use';

/** `count` random digits. */
export function digits(context: Context, count: number): string {
  return Array.from(context.random(count), (letter) => letter.charCodeAt(0) % 10).join('');
}

/** A Charge as it is, whatever is charged. Nothing is kept. */
export function plainCharge(
  context: Context,
  intent: Stripe.PaymentIntent,
  method: { readonly object: Pick<Stripe.PaymentMethod, 'billing_details' | 'id'> },
  id: string,
): Omit<Stripe.Charge, 'captured' | 'outcome' | 'paid' | 'payment_method_details' | 'status'> {
  const destination = idOf(intent.transfer_data?.destination);
  const charge = {
    id,
    object: 'charge',
    amount: intent.amount,
    amount_captured: 0,
    amount_refunded: 0,
    application: idOf(intent.application),
    application_fee: null,
    application_fee_amount: intent.application_fee_amount,
    balance_transaction: null,
    billing_details: method.object.billing_details,
    calculated_statement_descriptor:
      intent.statement_descriptor ?? calculatedDescriptor(context, intent),
    created: context.now(),
    currency: intent.currency,
    customer: idOf(intent.customer),
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: idOf(intent.on_behalf_of),
    payment_intent: intent.id,
    payment_method: method.object.id,
    radar_options: {},
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: intent.shipping as Stripe.Charge.Shipping | null,
    source: null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    transfer_data: destination
      ? { amount: intent.transfer_data?.amount ?? null, destination }
      : null,
    transfer_group: destinationGroup(intent),
  } as const;
  return { ...charge, destination, dispute: null, order: null } as typeof charge;
}

/**
 * `PREFIX* SUFFIX`, at most 22 characters, of the account in whose name the charge is made. A
 * prefix has at most 10, so that there is room for the suffix
 * (docs.stripe.com/get-started/account/statement-descriptors).
 */
export function calculatedDescriptor(
  context: Context,
  intent: Pick<Stripe.PaymentIntent, 'on_behalf_of' | 'statement_descriptor_suffix'>,
): string | null {
  const onBehalfOf = idOf(intent.on_behalf_of);
  const account =
    onBehalfOf === null ? merchant(context) : connectedAccount(context, onBehalfOf, 'on_behalf_of');
  const whole = account.settings?.payments.statement_descriptor ?? null;
  const suffix = intent.statement_descriptor_suffix;
  if (suffix === null) return whole;
  // Without a prefix of its own the descriptor is one, as far as a prefix may go.
  const prefix = (account.settings?.card_payments.statement_descriptor_prefix ?? whole)
    ?.slice(0, 10)
    .trimEnd();
  const text = prefix === undefined ? suffix : `${prefix}* ${suffix}`;
  return text.slice(0, 22).trimEnd().toUpperCase();
}
