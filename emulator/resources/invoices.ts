/**
 * Invoices (docs.stripe.com/api/invoices).
 */
import type Stripe from 'stripe';
import { onDebitFailed } from '../billing/dunning';
import {
  attachPayment,
  createInvoice,
  finalize,
  payInvoice,
  sendInvoice,
  updateInvoice,
} from '../billing/invoice-actions';
import { deleteInvoice, markUncollectible, voidInvoice } from '../billing/invoice-end';
import { intentOf, paymentsOf } from '../billing/invoice-intent';
import { onPaymentAction, onPaymentFailed, onPaymentSucceeded } from '../billing/invoice-paid';
import { findInvoice, invoiceAt } from '../billing/invoice-records';
import { subscriptionOf, type Invoice } from '../billing/invoice-shape';
import { addLines, removeLines, updateLine, updateLines } from '../billing/line-edits';
import { findPreview, pricePaid } from '../billing/kept-preview';
import { previewInvoice } from '../billing/preview-request';
import { refuseBeyond } from '../billing/refusals';
import {
  route,
  type Context,
  type ParameterName,
  type Resource,
  type Route,
} from '../server/contract';
import type { ParameterTypes } from '../generated/parameters';
import { within } from '../server/ranges';
import type { Stored } from '../store/kinds';
import { tellChange } from './changes';
import { expandCustomer } from './customer-shape';
import { application } from './merchant';
import { expandMethod } from './payment-method-shape';

/** An endpoint under an invoice's id, at the invoice's time. */
function action<N extends ParameterName>(
  method: Route['method'],
  path: string,
  parameters: N,
  act: (context: Context, invoice: Invoice, given: ParameterTypes[N]) => object,
): Route {
  return route(method, `/v1/invoices/:id${path}`, parameters, (context, given, ids) => {
    const { here, invoice } = invoiceAt(context, ids.id ?? '');
    return act(here, invoice, given);
  });
}

/** The same for changes of lines, which are told as changes of the invoice. */
function edit<T>(change: (context: Context, invoice: Invoice, given: T) => Invoice) {
  return (context: Context, invoice: Invoice, given: T): Invoice => {
    const after = change(context, invoice, given);
    tellChange(context, 'invoice.updated', invoice, after);
    return after;
  };
}

function list(context: Context, given: Stripe.InvoiceListParams): Stripe.ApiList<Invoice> {
  refuseBeyond({ customer_account: given.customer_account });
  const { collection_method, customer, due_date, status, subscription } = given;
  const matches = ({ object }: Stored<'invoice'>): boolean =>
    (due_date === undefined || within(object.due_date, due_date)) &&
    (subscription === undefined || subscriptionOf(object) === subscription);
  return context.page('invoice', given, '/v1/invoices', matches, {
    customer,
    status,
    collection_method,
  });
}

/** `confirmation_secret`: what a browser pays an open invoice with. Shown on request only. */
function secretOf(context: Context, invoice: Invoice): Invoice['confirmation_secret'] {
  const intent = invoice.status === 'open' ? intentOf(context, invoice) : undefined;
  const { client_secret } = intent ?? {};
  return client_secret ? { client_secret, type: 'payment_intent' } : null;
}

/** `payments`: shown on request only. */
function expandPayments(context: Context, { id }: Invoice): object {
  const payments = paymentsOf(context, id);
  const page = context.list(payments, {}, '/v1/invoice_payments');
  return { ...page, total_count: payments.length };
}

/** A price that a preview made up is found there alone. */
export const invoiceLines: Resource = {
  object: 'line_item',
  expandable: {
    'pricing.price_details.price': (context: Context, line: Stripe.InvoiceLineItem) =>
      pricePaid(context, line) ?? undefined,
  },
  routes: [],
};

/** The attempt has failed, which is told; then what follows of it is planned. */
function onFailed(context: Context, intent: Stripe.PaymentIntent): void {
  onPaymentFailed(context, intent);
  onDebitFailed(context, intent);
}

export const invoices: Resource = {
  object: 'invoice',
  expandable: {
    application,
    confirmation_secret: secretOf,
    customer: expandCustomer,
    default_payment_method: expandMethod,
    payments: expandPayments,
    'parent.subscription_details.subscription': 'subscription',
  },
  routes: [
    route('POST', '/v1/invoices', 'InvoiceCreateParams', createInvoice),
    route('GET', '/v1/invoices', 'InvoiceListParams', list),
    route('POST', '/v1/invoices/create_preview', 'InvoiceCreatePreviewParams', previewInvoice),
    route(
      'GET',
      '/v1/invoices/:id',
      'InvoiceRetrieveParams',
      (context, _, { id = '' }) => (findPreview(context, id) ?? invoiceAt(context, id)).invoice,
    ),
    action('POST', '', 'InvoiceUpdateParams', updateInvoice),
    action('DELETE', '', 'InvoiceDeleteParams', deleteInvoice),
    action('POST', '/finalize', 'InvoiceFinalizeInvoiceParams', finalize),
    action('POST', '/pay', 'InvoicePayParams', payInvoice),
    action('POST', '/send', 'InvoiceSendInvoiceParams', sendInvoice),
    action('POST', '/void', 'InvoiceVoidInvoiceParams', voidInvoice),
    action('POST', '/mark_uncollectible', 'InvoiceMarkUncollectibleParams', markUncollectible),
    action('POST', '/attach_payment', 'InvoiceAttachPaymentParams', attachPayment),
    action('POST', '/add_lines', 'InvoiceAddLinesParams', edit(addLines)),
    action('POST', '/remove_lines', 'InvoiceRemoveLinesParams', edit(removeLines)),
    action('POST', '/update_lines', 'InvoiceUpdateLinesParams', edit(updateLines)),
    route('GET', '/v1/invoices/:id/lines', 'InvoiceListLineItemsParams', (context, given, ids) => {
      const { id = '' } = ids;
      const { lines } = findPreview(context, id) ?? findInvoice(context, id).hidden;
      return context.list([...lines], given, `/v1/invoices/${id}/lines`);
    }),
    route(
      'POST',
      '/v1/invoices/:id/lines/:line',
      'InvoiceUpdateLineItemParams',
      (context, given, ids) => {
        const { here, invoice } = invoiceAt(context, ids.id ?? '');
        const line = updateLine(here, invoice, ids.line ?? '', given);
        const after = findInvoice(here, invoice.id).object;
        tellChange(here, 'invoice.updated', invoice, after);
        return line;
      },
    ),
  ],
  reactions: {
    'payment_intent.succeeded': onPaymentSucceeded,
    'payment_intent.payment_failed': onFailed,
    'payment_intent.requires_action': onPaymentAction,
  },
};
