/**
 * How an invoice is paid: by a PaymentIntent of its own, which an InvoicePayment ties to it
 * (docs.stripe.com/api/invoice-payment).
 */
import type Stripe from 'stripe';
import type { Context } from '../server/contract';
import { payableTypes } from '../resources/intent-types';
import { newIntent } from '../resources/payment-intent-shape';
import { idOf } from '../resources/payment-method-use';
import { findInvoice } from './invoice-records';
import type { Invoice } from './invoice-shape';

type InvoicePayment = Stripe.InvoicePayment;

/** What the payments of each kind of invoice are called. */
const descriptions: Readonly<Record<string, string>> = {
  manual: 'Payment for Invoice',
  subscription_create: 'Subscription creation',
};

/** What the platform earns from an invoice, in minor units; never more than is charged. */
export function feeOf(context: Context, invoice: Invoice): number | null {
  const { fee } = findInvoice(context, invoice.id).hidden;
  if (fee === null) return null;
  // That it is rounded half up is unconfirmed.
  const amount = 'amount' in fee ? fee.amount : Math.round((invoice.total * fee.percent) / 100);
  return Math.min(Math.max(amount, 0), invoice.amount_due);
}

/** Makes the PaymentIntent of an open invoice, and its InvoicePayment. */
export function makeIntent(context: Context, invoice: Invoice): Stripe.PaymentIntent {
  const first = invoice.billing_reason === 'subscription_create';
  const fee = feeOf(context, invoice);
  const { card } = invoice.payment_settings.payment_method_options ?? {};
  const given = {
    amount: invoice.amount_due,
    currency: invoice.currency,
    customer: idOf(invoice.customer) ?? '',
    capture_method: 'automatic',
    description: descriptions[invoice.billing_reason ?? ''] ?? 'Subscription update',
    payment_method_types:
      invoice.payment_settings.payment_method_types ?? payableTypes(context, invoice.currency),
    ...(fee === null || fee === 0 ? {} : { application_fee_amount: fee }),
    ...(invoice.statement_descriptor
      ? { statement_descriptor_suffix: invoice.statement_descriptor }
      : {}),
    ...(first ? { setup_future_usage: 'off_session' } : {}),
    ...(card?.request_three_d_secure
      ? {
          payment_method_options: { card: { request_three_d_secure: card.request_three_d_secure } },
        }
      : {}),
  };
  // The types are named as before 2026-09-30: an invoice does not take what comes and goes.
  const intent = newIntent(context, given as Stripe.PaymentIntentCreateParams);
  context.records.put('payment_intent', intent, { challenge: null, returnUrl: null });
  context.emit('payment_intent.created', intent);
  tie(context, invoice, intent, true);
  return intent;
}

/** Ties a PaymentIntent to an invoice. */
export function tie(
  context: Context,
  invoice: Invoice,
  intent: Stripe.PaymentIntent,
  isDefault: boolean,
): InvoicePayment {
  const payment = {
    id: context.id('inpay_'),
    object: 'invoice_payment',
    amount_paid: null,
    amount_requested: intent.amount,
    created: context.now(),
    currency: invoice.currency,
    invoice: invoice.id,
    is_default: isDefault,
    livemode: false,
    payment: { payment_intent: intent.id, type: 'payment_intent' },
    status: 'open',
    status_transitions: { canceled_at: null, paid_at: null },
  } satisfies InvoicePayment;
  context.records.put('invoice_payment', payment, null);
  const { id } = intent;
  const link = { id, invoice: invoice.id, invoice_payment: payment.id } as const;
  context.records.put('invoiced_intent', { ...link, object: 'invoiced_intent' }, null);
  return payment;
}

/** The payments of an invoice, newest first. */
export function paymentsOf(context: Context, invoice: string): InvoicePayment[] {
  return context.records.where('invoice_payment', 'invoice', invoice).map(({ object }) => object);
}

/** The PaymentIntent that an open invoice waits for. */
export function intentOf(context: Context, invoice: Invoice): Stripe.PaymentIntent | undefined {
  const payment = paymentsOf(context, invoice.id).find(
    ({ is_default, status }) => is_default && status !== 'canceled',
  );
  const id = idOf(payment?.payment.payment_intent);
  return id === null ? undefined : context.records.get('payment_intent', id)?.object;
}
