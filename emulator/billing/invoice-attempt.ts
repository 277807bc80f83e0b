/**
 * Attempts to have an invoice paid (docs.stripe.com/billing/subscriptions/overview#payment-status).
 */
import type Stripe from 'stripe';
import { invalidRequest, StripeError, type Context } from '../server/contract';
import { confirmPayment } from '../resources/payment-intent-confirm';
import { idOf } from '../resources/payment-method-use';
import { wouldAsk } from './asks-buyer';
import { intentOf } from './invoice-intent';
import { tellFailed } from './invoice-paid';
import { billed, findInvoice, keepInvoice } from './invoice-records';
import { subscriptionOf, type Invoice } from './invoice-shape';

export interface InvoiceAttempt {
  /** Whether the buyer is there to be asked something. */
  readonly session: 'on' | 'off';
  /** Instead of the invoice's, the subscription's or the customer's own. */
  readonly method?: string | undefined;
  /** The mandate a bank account is debited under, where it is said. */
  readonly mandate?: string | undefined;
  /** Made by Stripe itself: each such attempt counts, of the others only the first. */
  readonly automatic: boolean;
}

/** Where the attempt led. */
export interface Attempted {
  readonly invoice: Invoice;
  /** The answer to whoever asked for it; null when the invoice is paid, or on its way to be. */
  readonly error: StripeError | null;
}

/** The PaymentMethod an invoice is paid with, by Stripe's order of precedence. */
export function methodOf(context: Context, invoice: Invoice): string | null {
  const subscription = subscriptionOf(invoice);
  const owner =
    subscription === null ? undefined : context.records.get('subscription', subscription)?.object;
  const customer = billed(context, invoice);
  return (
    idOf(invoice.default_payment_method) ??
    idOf(invoice.default_source) ??
    idOf(owner?.default_payment_method) ??
    idOf(owner?.default_source) ??
    idOf(customer.invoice_settings.default_payment_method) ??
    idOf(customer.default_source)
  );
}

/** The 400 of a customer that has nothing to pay with. */
export function noMethod(): StripeError {
  return invalidRequest(
    'This customer has no attached payment source or default payment method. Please consider adding a default payment method. For more information, visit https://stripe.com/docs/billing/subscriptions/payment-methods-setting#payment-method-priority.',
    { code: 'resource_missing' },
  );
}

/** What is answered where the buyer would have to act, and the invoice waits for that. */
export function actionRequired(): StripeError {
  return new StripeError(
    402,
    {
      type: 'card_error',
      code: 'invoice_payment_intent_requires_action',
      message:
        'This payment requires additional user action before it can be completed successfully. Payment can be completed using the PaymentIntent associated with the invoice. For more details see: https://stripe.com/docs/billing/subscriptions/overview#requires-action',
    },
    true,
  );
}

/** Tries once. Whatever comes of it is kept, also a failure. */
export function attemptInvoice(
  context: Context,
  before: Invoice,
  terms: InvoiceAttempt,
): Attempted {
  const counted = terms.automatic
    ? keepInvoice(
        context,
        before,
        { ...before, attempt_count: before.attempt_count + 1, attempted: true },
        'untold',
      )
    : before;
  const intent = intentOf(context, counted);
  const method = terms.method ?? methodOf(context, counted);
  if (!intent || intent.status === 'processing') return { invoice: counted, error: null };
  if (method === null) return { invoice: tellFailed(context, counted), error: noMethod() };
  const error = confirmed(context, intent, method, terms);
  const { object: invoice } = findInvoice(context, before.id);
  if (error && !error.keep) return { invoice: tellFailed(context, invoice), error };
  return { invoice, error };
}

function confirmed(
  context: Context,
  intent: Stripe.PaymentIntent,
  method: string,
  { session, automatic, mandate }: InvoiceAttempt,
): StripeError | null {
  // Nobody is there: but an invoice can wait until somebody is.
  const asks = session === 'off' && wouldAsk(context, method, intent);
  try {
    const after = confirmPayment(context, intent, {
      payment_method: method,
      ...(mandate === undefined ? {} : { mandate }),
      ...(session === 'off' && !asks ? { off_session: true } : { use_stripe_sdk: true }),
    });
    if (after.status !== 'requires_action' || session === 'on') return null;
    const invoice = context.records.get('invoiced_intent', after.id)?.object.invoice ?? '';
    if (automatic) tellFailed(context, findInvoice(context, invoice).object);
    return actionRequired();
  } catch (error) {
    if (error instanceof StripeError) return error;
    throw error;
  }
}
