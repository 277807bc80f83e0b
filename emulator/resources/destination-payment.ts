/**
 * What a transfer is to the account that receives it: a payment, which looks like a Charge
 * (docs.stripe.com/connect/separate-charges-and-transfers).
 */
import type Stripe from 'stripe';
import type { Context } from '../server/contract';
import { planAvailability } from './availability';
import { book } from './ledger';
import { idOf } from './payment-method-use';

/** Books a transfer on its destination (the context) and returns the payment. */
export function receiveTransfer(
  context: Context,
  transfer: Stripe.Transfer,
  availableOn: number,
): Stripe.Charge {
  const id = context.id('py_');
  const transaction = book(context, {
    amount: transfer.amount,
    currency: transfer.currency,
    type: 'payment',
    reporting_category: 'charge',
    description: transfer.description,
    source: id,
    availableOn,
    like: id,
  });
  const payment = {
    id,
    object: 'charge',
    amount: transfer.amount,
    amount_captured: transfer.amount,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: transaction.id,
    billing_details: {
      address: {
        city: null,
        country: null,
        line1: null,
        line2: null,
        postal_code: null,
        state: null,
      },
      email: null,
      name: null,
      phone: null,
      tax_id: null,
    },
    calculated_statement_descriptor: null,
    captured: true,
    created: context.now(),
    currency: transfer.currency,
    customer: null,
    description: null,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    livemode: false,
    metadata: {},
    on_behalf_of: null,
    outcome: null,
    paid: true,
    payment_intent: null,
    payment_method: null,
    payment_method_details: { stripe_account: {}, type: 'stripe_account' },
    radar_options: {},
    receipt_email: null,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: transfer.id,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'succeeded',
    transfer_data: null,
    transfer_group: transfer.transfer_group,
  } satisfies Stripe.Charge;
  const wire = { ...payment, destination: null, dispute: null, order: null };
  context.records.put('charge', wire, null);
  planAvailability(context, availableOn);
  return wire;
}

/** Takes money back out of the payment when its transfer is reversed. */
export function returnTransfer(
  context: Context,
  payment: Stripe.Charge,
  reversal: {
    readonly id: string;
    readonly amount: number;
    /** The part of the application fee that comes back with it. */
    readonly fees: readonly Stripe.BalanceTransaction.FeeDetail[];
  },
): Stripe.Refund {
  const id = context.id('pyr_', payment.id);
  const paid = context.records.get(
    'balance_transaction',
    idOf(payment.balance_transaction) ?? '',
  )?.object;
  const transaction = book(context, {
    amount: -reversal.amount,
    currency: payment.currency,
    type: 'payment_refund',
    reporting_category: 'refund',
    description: 'REFUND FOR PAYMENT',
    fees: reversal.fees,
    source: id,
    availableOn: Math.max(context.now(), paid?.available_on ?? 0),
    like: id,
  });
  const refund: Stripe.Refund = {
    id,
    object: 'refund',
    amount: reversal.amount,
    balance_transaction: transaction.id,
    charge: payment.id,
    created: context.now(),
    currency: payment.currency,
    customer: null,
    customer_account: null,
    metadata: {},
    payment_intent: null,
    payment_method: null,
    reason: null,
    receipt_number: null,
    source_transfer_reversal: reversal.id,
    status: 'succeeded',
    transfer_reversal: null,
  };
  context.records.put('refund', refund, { returnsFee: false });
  const amount_refunded = payment.amount_refunded + reversal.amount;
  const refunded = amount_refunded === payment.amount;
  context.records.put('charge', { ...payment, amount_refunded, refunded });
  return refund;
}
