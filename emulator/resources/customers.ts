/**
 * Customers (docs.stripe.com/api/customers).
 */
import type Stripe from 'stripe';
import { noSuch, invalidRequest, route, type Context, type Resource } from '../server/contract';
import { mergeMetadata } from '../server/metadata';
import type { Stored } from '../store/kinds';
import { previousAttributes } from './changes';
import { newCustomer } from './customer-shape';
import { address, refuseUnsupported, unsettable } from './parameters';
import { findMethod } from './payment-method-source';
import { attach, findCustomer, idOf } from './payment-method-use';
import { methodsOf } from './payment-methods';

const unsupported = [
  'balance',
  'cash_balance',
  'source',
  'tax_id_data',
  'test_clock',
  'default_source',
];

type Params = Stripe.CustomerCreateParams & Stripe.CustomerUpdateParams;

/** The customer with what `parameters` set; checks the default PaymentMethod. */
function apply(context: Context, before: Stripe.Customer, parameters: Params): Stripe.Customer {
  refuseUnsupported({ ...parameters }, unsupported);
  const { shipping, tax_exempt } = parameters;
  return {
    ...before,
    address:
      parameters.address === undefined
        ? (before.address ?? null)
        : parameters.address === '' || parameters.address === null
          ? null
          : address({ ...before.address, ...parameters.address }),
    description: unsettable(parameters.description, before.description),
    email: unsettable(parameters.email, before.email),
    invoice_prefix: parameters.invoice_prefix ?? before.invoice_prefix ?? null,
    invoice_settings: invoiceSettings(context, before, parameters.invoice_settings),
    metadata: mergeMetadata(before.metadata, parameters.metadata),
    name: unsettable(parameters.name, before.name ?? null),
    next_invoice_sequence: parameters.next_invoice_sequence ?? before.next_invoice_sequence ?? 1,
    phone: unsettable(parameters.phone, before.phone ?? null),
    preferred_locales: parameters.preferred_locales ?? before.preferred_locales ?? [],
    shipping:
      shipping === undefined
        ? before.shipping
        : shipping === '' || shipping === null
          ? null
          : ({
              address: address(shipping.address ?? {}),
              name: shipping.name,
              phone: shipping.phone ?? null,
            } as Stripe.Customer.Shipping),
    tax_exempt: tax_exempt === undefined ? (before.tax_exempt ?? 'none') : tax_exempt || 'none',
    ...named(parameters, before),
  };
}

/** `business_name` and `individual_name` are absent rather than null when unset. */
function named(parameters: Params, before: Stripe.Customer): Partial<Stripe.Customer> {
  const fields = ['business_name', 'individual_name'] as const;
  return Object.fromEntries(
    fields.map((field) => [
      field,
      unsettable(parameters[field], before[field] ?? null) ?? undefined,
    ]),
  );
}

function invoiceSettings(
  context: Context,
  { id, invoice_settings: before }: Stripe.Customer,
  given: Params['invoice_settings'],
): Stripe.Customer.InvoiceSettings {
  if (!given) return before;
  const method = given.default_payment_method;
  if (method !== undefined && method) {
    const stored = context.records.get('payment_method', method);
    if (idOf(stored?.object.customer) !== id) {
      throw invalidRequest(
        `The customer does not have a payment method with the ID ${method}. The payment method must be attached to the customer.`,
        { code: 'resource_missing', param: 'invoice_settings[default_payment_method]' },
      );
    }
  }
  const { rendering_options } = given;
  return {
    custom_fields: unsettable(given.custom_fields, before.custom_fields),
    default_payment_method: unsettable(method, idOf(before.default_payment_method)),
    footer: unsettable(given.footer, before.footer),
    rendering_options:
      rendering_options === undefined
        ? before.rendering_options
        : rendering_options === '' || rendering_options === null
          ? null
          : {
              amount_tax_display: rendering_options.amount_tax_display || null,
              template: rendering_options.template ?? null,
            },
  };
}

function create(context: Context, parameters: Stripe.CustomerCreateParams): Stripe.Customer {
  const empty = newCustomer(context);
  // Kept first, so that its PaymentMethod has a customer to be attached to.
  context.records.put('customer', empty, { deleted: false });
  const { invoice_settings, ...rest } = parameters;
  const customer = apply(context, empty, rest);
  context.records.put('customer', customer);
  context.emit('customer.created', customer);
  if (parameters.payment_method !== undefined) {
    attach(context, findMethod(context, parameters.payment_method), customer.id);
  }
  if (!invoice_settings) return customer;
  const complete = apply(context, customer, { invoice_settings });
  context.records.put('customer', complete);
  return complete;
}

/** A customer named in the path, deleted ones included. */
function inPath(context: Context, id: string): Stored<'customer'> {
  const found = context.records.get('customer', id);
  if (!found) throw noSuch('customer', id, 'id', 404);
  return found;
}

function deletedStub(id: string): Stripe.DeletedCustomer {
  return { id, object: 'customer', deleted: true };
}

function update(
  context: Context,
  parameters: Stripe.CustomerUpdateParams,
  id: string,
): Stripe.Customer {
  const before = findCustomer(context, id, 'id');
  const after = apply(context, before, parameters);
  context.records.put('customer', after);
  const previous = previousAttributes(before, after);
  if (previous) context.emit('customer.updated', after, previous);
  return after;
}

function remove(context: Context, id: string): Stripe.DeletedCustomer {
  const customer = findCustomer(context, id, 'id');
  context.records.put('customer', customer, { deleted: true });
  context.emit('customer.deleted', customer);
  return deletedStub(id);
}

/** What an expanded `customer` field holds. */
export function expandCustomer(
  context: Context,
  object: { customer?: string | { id: string } | null },
): unknown {
  const id = idOf(object.customer);
  const found = id === null ? undefined : context.records.get('customer', id);
  return found?.hidden.deleted ? deletedStub(found.object.id) : (found?.object ?? id);
}

export const customers: Resource = {
  object: 'customer',
  expandable: {
    'invoice_settings.default_payment_method': 'payment_method',
  },
  routes: [
    route('POST', '/v1/customers', 'CustomerCreateParams', create),
    route('GET', '/v1/customers', 'CustomerListParams', (context, parameters) => {
      refuseUnsupported({ ...parameters }, ['test_clock']);
      const rows = context.records
        .all('customer')
        .filter(({ hidden }) => !hidden.deleted)
        .map(({ object }) => object)
        .filter(({ email }) => parameters.email === undefined || email === parameters.email);
      return context.list(rows, parameters, '/v1/customers');
    }),
    route('GET', '/v1/customers/:id', 'CustomerRetrieveParams', (context, _, path) => {
      const { object, hidden } = inPath(context, path.id ?? '');
      return hidden.deleted ? deletedStub(object.id) : object;
    }),
    route('POST', '/v1/customers/:id', 'CustomerUpdateParams', (context, given, path) =>
      update(context, given, path.id ?? ''),
    ),
    route('DELETE', '/v1/customers/:id', 'CustomerDeleteParams', (context, _, path) =>
      remove(context, path.id ?? ''),
    ),
    route(
      'GET',
      '/v1/customers/:id/payment_methods',
      'CustomerListPaymentMethodsParams',
      (context, parameters, path) => {
        const { id } = findCustomer(context, path.id ?? '', 'id');
        const rows = methodsOf(context, id, parameters);
        return context.list(rows, parameters, `/v1/customers/${id}/payment_methods`);
      },
    ),
    route(
      'GET',
      '/v1/customers/:id/payment_methods/:method',
      'CustomerRetrievePaymentMethodParams',
      (context, _, path) => {
        const { id } = findCustomer(context, path.id ?? '', 'id');
        const method = findMethod(context, path.method ?? '', 'path').object;
        if (idOf(method.customer) !== id) {
          throw noSuch('PaymentMethod', method.id, 'payment_method', 404);
        }
        return method;
      },
    ),
  ],
};
