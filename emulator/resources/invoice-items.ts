/**
 * Invoice items (docs.stripe.com/api/invoiceitems).
 */
import type Stripe from 'stripe';
import {
  changedItem,
  newItem,
  putOnInvoice,
  refreshLine,
  withKept,
  type Item,
} from '../billing/invoice-items';
import { itemOf } from '../billing/invoice-lines';
import { changeCustomer, findInvoice } from '../billing/invoice-records';
import { atCustomer } from '../billing/moment';
import { priced } from '../billing/pricing';
import { refuseBeyond } from '../billing/refusals';
import {
  invalidRequest,
  missingParameter,
  noSuch,
  route,
  type Context,
  type Resource,
} from '../server/contract';
import { expandCustomer } from './customer-shape';
import { merchant } from './merchant';
import { refuseUnsupported } from './parameters';
import { findCustomer, idOf } from './payment-method-use';

function findItem(context: Context, id: string): Item {
  const found = context.records.get('invoiceitem', id);
  if (!found) throw noSuch('invoiceitem', id, 'invoiceitem', 404);
  return found.object;
}

/** Items stand on drafts only. */
function checkChangeable(context: Context, item: Pick<Item, 'invoice'>): void {
  const id = idOf(item.invoice);
  if (id === null || findInvoice(context, id).object.status === 'draft') return;
  throw invalidRequest(
    'This invoice item is attached to an invoice that is no longer editable, so it cannot be changed.',
    { code: 'invoice_not_editable' },
  );
}

function create(given: Context, parameters: Stripe.InvoiceItemCreateParams): Item {
  refuseBeyond(parameters);
  refuseUnsupported({ ...parameters }, ['tax_behavior']);
  if (parameters.customer === undefined) {
    throw missingParameter('customer');
  }
  const customer = findCustomer(given, parameters.customer);
  const context = atCustomer(given, customer);
  const invoice =
    parameters.invoice === undefined
      ? undefined
      : findInvoice(context, parameters.invoice, 'invoice', 400).object;
  if (invoice) checkChangeable(context, { invoice: invoice.id });
  if (invoice && idOf(invoice.customer) !== customer.id) {
    throw invalidRequest(`The invoice ${invoice.id} is not of the customer ${customer.id}.`, {
      param: 'invoice',
    });
  }
  const { subscription = null } = parameters;
  if (subscription !== null && !context.records.get('subscription', subscription)) {
    throw noSuch('subscription', subscription, 'subscription', 400);
  }
  const currency =
    invoice?.currency ?? customer.currency ?? merchant(context).default_currency ?? 'usd';
  const what = priced(context, parameters, currency);
  if (invoice && what.currency !== invoice.currency) {
    throw invalidRequest(
      `The currency of the item (${what.currency}) must be that of the invoice (${invoice.currency}).`,
      { param: 'currency' },
    );
  }
  const item = newItem(context, parameters, what, { customer, invoice: null, subscription });
  context.records.put('invoiceitem', item, null);
  if (!customer.currency) changeCustomer(context, customer, { currency: what.currency });
  if (invoice) putOnInvoice(context, invoice, [item]);
  const kept = findItem(context, item.id);
  context.emit('invoiceitem.created', kept);
  return kept;
}

function update(context: Context, given: Stripe.InvoiceItemUpdateParams, id: string): Item {
  refuseBeyond(given);
  refuseUnsupported({ ...given }, ['tax_behavior']);
  const before = findItem(context, id);
  checkChangeable(context, before);
  const after = changedItem(context, before, given);
  context.records.put('invoiceitem', after);
  refreshLine(context, after);
  return after;
}

function remove(context: Context, id: string): Stripe.DeletedInvoiceItem {
  const item = findItem(context, id);
  checkChangeable(context, item);
  const owner = idOf(item.invoice);
  if (owner !== null) {
    const { object, hidden } = findInvoice(context, owner);
    withKept(
      context,
      object,
      hidden.lines.filter((line) => itemOf(line) !== id),
    );
  }
  context.records.remove('invoiceitem', id);
  context.emit('invoiceitem.deleted', item);
  return { id, object: 'invoiceitem', deleted: true };
}

function list(context: Context, given: Stripe.InvoiceItemListParams): Stripe.ApiList<Item> {
  refuseBeyond(given);
  const { customer, invoice, pending } = given;
  return context.page(
    'invoiceitem',
    given,
    '/v1/invoiceitems',
    ({ object }) => pending === undefined || pending === (object.invoice === null),
    { customer, invoice },
  );
}

export const invoiceItems: Resource = {
  object: 'invoiceitem',
  expandable: { customer: expandCustomer },
  routes: [
    route('POST', '/v1/invoiceitems', 'InvoiceItemCreateParams', create),
    route('GET', '/v1/invoiceitems', 'InvoiceItemListParams', list),
    route('GET', '/v1/invoiceitems/:id', 'InvoiceItemRetrieveParams', (context, _, path) =>
      findItem(context, path.id ?? ''),
    ),
    route('POST', '/v1/invoiceitems/:id', 'InvoiceItemUpdateParams', (context, given, path) =>
      update(context, given, path.id ?? ''),
    ),
    route('DELETE', '/v1/invoiceitems/:id', 'InvoiceItemDeleteParams', (context, _, path) =>
      remove(context, path.id ?? ''),
    ),
  ],
};
