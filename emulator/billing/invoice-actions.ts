/**
 * What a merchant does with an invoice (docs.stripe.com/api/invoices).
 */
import type Stripe from 'stripe';
import { parseCurrency } from '../rules/money';
import { invalidRequest, missingParameter, noSuch, type Context } from '../server/contract';
import { merchant } from '../resources/merchant';
import { findCustomer, idOf } from '../resources/payment-method-use';
import { attemptInvoice, actionRequired, methodOf, noMethod } from './invoice-attempt';
import { planAdvance, tellDraft } from './draft-hour';
import { toggleCollection } from './dunning';
import { dropPayments } from './invoice-end';
import { finalizeInvoice } from './invoice-finalize';
import { tie } from './invoice-intent';
import { pendingItems, putOnInvoice } from './invoice-items';
import { onPaymentSucceeded, payWithout } from './invoice-paid';
import { changeCustomer, findInvoice, keepInvoice } from './invoice-records';
import { feeFrom, withSettings } from './invoice-settings';
import { newInvoice, type Invoice } from './invoice-shape';
import { atCustomer, clockOf, plan } from './moment';
import { defaultMethod } from './payment-settings';
import { refuseBeyond } from './refusals';

/** How long one that was finalized by hand waits to be collected. */
const hour = 60 * 60;

/** Makes a draft, of nothing or of what waits to be billed. */
export function createInvoice(given: Context, parameters: Stripe.InvoiceCreateParams): Invoice {
  const { pending_invoice_items_behavior: pending, subscription, ...settings } = parameters;
  refuseBeyond(parameters);
  if (parameters.customer === undefined) {
    throw missingParameter('customer');
  }
  const customer = findCustomer(given, parameters.customer);
  const context = atCustomer(given, customer);
  const currency = parseCurrency(
    parameters.currency ?? customer.currency ?? merchant(context).default_currency ?? 'usd',
  );
  const parent = subscription === undefined ? null : parentOf(context, subscription, customer.id);
  const draft = withSettings(
    context,
    newInvoice(context, customer, { billing_reason: 'manual', currency, parent }),
    settings,
  );
  const fee = feeFrom(context, parameters.application_fee_amount, null);
  const ownTime = parameters.automatically_finalizes_at !== undefined;
  context.records.put('invoice', draft, { lines: [], fee, failed: null, spent: null, ownTime });
  const items = pendingItems(context, customer.id, currency);
  const wanted = pending === 'include' || subscription !== undefined ? items : [];
  const filled = putOnInvoice(context, draft, wanted);
  if (!customer.currency) changeCustomer(context, customer, { currency });
  const created = planAdvance(context, filled);
  tellDraft(context, created);
  return created;
}

function parentOf(context: Context, id: string, customer: string): Invoice['parent'] {
  const found = context.records.get('subscription', id)?.object;
  if (!found || idOf(found.customer) !== customer) {
    throw noSuch('subscription', id, 'subscription', 400);
  }
  return {
    quote_details: null,
    subscription_details: { metadata: found.metadata, subscription: id },
    type: 'subscription_details',
  };
}

/** What may still be changed of an invoice that is final. */
const afterwards: ReadonlySet<string> = new Set([
  'auto_advance',
  'collection_method',
  'days_until_due',
  'default_payment_method',
  'due_date',
  'expand',
  'metadata',
  'payment_settings',
]);

/** Changes an invoice: all of a draft, little of one that is final. */
export function updateInvoice(
  context: Context,
  before: Invoice,
  given: Stripe.InvoiceUpdateParams,
): Invoice {
  if (before.status !== 'draft') {
    const refused = Object.keys(given).find((name) => !afterwards.has(name));
    if (refused !== undefined) {
      throw invalidRequest("Finalized invoices can't be updated in this way.", {
        code: 'invoice_not_editable',
        param: refused,
      });
    }
  }
  const { hidden } = findInvoice(context, before.id);
  const fee = feeFrom(context, given.application_fee_amount, hidden.fee);
  const changed = withSettings(context, before, given);
  const after =
    changed.status === 'draft'
      ? planAdvance(context, changed)
      : toggleCollection(context, before, changed);
  const ownTime = given.automatically_finalizes_at !== undefined || hidden.ownTime;
  context.records.put('invoice', after, { ...hidden, fee, ownTime });
  return keepInvoice(context, before, after);
}

/** Finalizes a draft; one that advances by itself is collected an hour later. */
export function finalize(
  context: Context,
  draft: Invoice,
  { auto_advance = draft.auto_advance }: Stripe.InvoiceFinalizeInvoiceParams,
): Invoice {
  const final = finalizeInvoice(context, { ...draft, auto_advance: auto_advance ?? false });
  const collected = final.auto_advance && final.collection_method === 'charge_automatically';
  if (final.status !== 'open') return final;
  const at = context.now() + hour;
  const after = { ...final, next_payment_attempt: collected ? at : null };
  context.records.put('invoice', after);
  const task = { task: 'attempt_invoice', subject: after.id, at } as const;
  if (collected) plan(context, clockOf(after), task);
  return after;
}

/**
 * Has an invoice paid now.
 *
 * @throws 402 when the payment is declined, or waits for the buyer; all of it kept. 400 when it is
 *   paid or void already, or there is nothing to pay with.
 */
export function payInvoice(
  context: Context,
  given: Invoice,
  parameters: Stripe.InvoicePayParams,
): Invoice {
  refuseBeyond(parameters);
  if (given.status === 'paid') throw invalidRequest('Invoice is already paid');
  if (given.status === 'void') {
    throw invalidRequest('This invoice is void, so it cannot be paid.');
  }
  const open = given.status === 'draft' ? finalizeInvoice(context, given) : given;
  if (open.status === 'paid') return open;
  if (parameters.paid_out_of_band === true) {
    dropPayments(context, open);
    return payWithout(context, open, 'elsewhere');
  }
  const customer = idOf(open.customer) ?? '';
  const { mandate, payment_method: chosen, off_session = true } = parameters;
  const method = defaultMethod(context, customer, chosen, null, 'payment_method') ?? undefined;
  if (method === undefined && methodOf(context, open) === null) throw noMethod();
  const session = off_session ? 'off' : 'on';
  const under = mandate || undefined;
  const terms = { session, method, mandate: under, automatic: false } as const;
  const { invoice, error } = attemptInvoice(context, open, terms);
  if (error) throw error;
  // Whoever asked for a payment hears that it waits, whether or not the buyer is there.
  if (invoice.status === 'open' && waits(context, invoice)) throw actionRequired();
  return invoice;
}

function waits(context: Context, invoice: Invoice): boolean {
  return context.records
    .where('invoice_payment', 'invoice', invoice.id)
    .map(({ object }) => idOf(object.payment.payment_intent) ?? '')
    .some((id) => context.records.get('payment_intent', id)?.object.status === 'requires_action');
}

/** Says that the invoice was sent to the customer. There is no mail. */
export function sendInvoice(context: Context, given: Invoice): Invoice {
  if (given.collection_method !== 'send_invoice') {
    throw invalidRequest(
      "You can only manually send an invoice if its collection method is 'send_invoice'.",
    );
  }
  const invoice = given.status === 'draft' ? finalizeInvoice(context, given) : given;
  context.emit('invoice.sent', invoice);
  return invoice;
}

/** Ties a PaymentIntent of the same customer to an invoice, and counts what it has paid. */
export function attachPayment(
  context: Context,
  invoice: Invoice,
  given: Stripe.InvoiceAttachPaymentParams,
): Invoice {
  refuseBeyond(given);
  const id = given.payment_intent ?? '';
  const intent = context.records.get('payment_intent', id)?.object;
  if (!intent) throw noSuch('payment_intent', id, 'payment_intent', 400);
  if (invoice.status !== 'open') {
    throw invalidRequest("You can only pass in open invoices. This invoice isn't open.");
  }
  const fits =
    intent.currency === invoice.currency && idOf(intent.customer) === idOf(invoice.customer);
  if (!fits || context.records.get('invoiced_intent', id)) {
    throw invalidRequest(
      `The PaymentIntent ${id} cannot be attached to the invoice ${invoice.id}: it must be of the same customer and currency, and of no other invoice.`,
      { param: 'payment_intent' },
    );
  }
  const whole = intent.status === 'succeeded' && intent.amount_received >= invoice.amount_remaining;
  if (whole) dropPayments(context, invoice);
  tie(context, invoice, intent, false);
  if (intent.status === 'succeeded') onPaymentSucceeded(context, intent);
  return findInvoice(context, invoice.id).object;
}
