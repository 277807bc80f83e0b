/**
 * A PaymentIntent from its parameters (docs.stripe.com/api/payment_intents/object).
 */
import type Stripe from 'stripe';
import { checkAmount, parseCurrency } from '../rules/money';
import type { Context } from '../server/contract';
import { mergeMetadata } from '../server/metadata';
import { balanceOptions } from './balance-options';
import { bankOptions } from './bank-options';
import { paymentCardOptions } from './card-options';
import { typeOptions } from './intent-types';
import { applicationOf } from './merchant';
import { transferDataOf } from './destination-charge';
import { takeAmountDetails } from './payment-amount-details';
import {
  checkApplicationFee,
  checkSuffix,
  descriptorOf,
  paymentDetails,
  shippingOf,
} from './payment-intent-details';

type Intent = Stripe.PaymentIntent;

/** The intent before a PaymentMethod is looked at. Nothing is kept. Throws for amounts and fees. */
export function newIntent(context: Context, given: Stripe.PaymentIntentCreateParams): Intent {
  const currency = parseCurrency(given.currency);
  checkAmount(given.amount, currency);
  const transfer_data = transferDataOf(context, given.transfer_data, null, {
    amount: given.amount,
    application_fee_amount: given.application_fee_amount ?? null,
  });
  checkApplicationFee(context, given.application_fee_amount, given.amount, transfer_data);
  const id = context.id('pi_');
  const types = typeOptions(context, given);
  const { payment_method_options: options } = given;
  const intent = {
    id,
    object: 'payment_intent',
    ...types,
    amount: given.amount,
    amount_capturable: 0,
    amount_details: takeAmountDetails(
      context,
      { id, amount: given.amount },
      undefined,
      given.amount_details,
    ),
    amount_received: 0,
    application: applicationOf(context),
    application_fee_amount: given.application_fee_amount ?? null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: given.capture_method ?? 'automatic_async',
    client_secret: `${id}_secret_${context.random(25)}`,
    confirmation_method: given.confirmation_method ?? 'automatic',
    created: context.now(),
    currency,
    customer: given.customer ?? null,
    customer_account: null,
    description: given.description ?? null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: { enabled: false },
    metadata: mergeMetadata(null, given.metadata),
    next_action: null,
    on_behalf_of: given.on_behalf_of ?? null,
    ...paymentDetails(given.payment_details, undefined),
    payment_method: null,
    payment_method_options: {
      card: paymentCardOptions(options?.card, undefined),
      ...bankOptions(types.payment_method_types, options?.us_bank_account, undefined),
      ...balanceOptions(types.payment_method_types, options?.customer_balance, undefined),
    },
    payment_record: null,
    processing: null,
    receipt_email: given.receipt_email ?? null,
    review: null,
    setup_future_usage: given.setup_future_usage ?? null,
    shipping: given.shipping ? shippingOf(given.shipping) : null,
    source: null,
    statement_descriptor: descriptorOf(
      given.statement_descriptor,
      null,
      types.payment_method_types,
    ),
    statement_descriptor_suffix: checkSuffix(given.statement_descriptor_suffix),
    status: 'requires_payment_method',
    transfer_data,
    transfer_group: given.transfer_group ?? null,
  } satisfies Intent;
  return { ...intent, shared_payment_granted_token: null } as Intent;
}
