/**
 * Customers (docs.stripe.com/api/customers).
 */
import type Stripe from 'stripe';
import { subscriptionsOf } from '../billing/subscription-list';
import { joining } from '../billing/test-clock';
import { noSuch, route, type Context, type Resource } from '../server/contract';
import type { Stored } from '../store/kinds';
import { expandCashBalance, setReconciliation } from './cash-balance';
import { tellChange } from './changes';
import { setBalance } from './customer-balance';
import { withDetails } from './customer-details';
import { deletedStub, newCustomer, taxOf } from './customer-shape';
import { findMethod } from './payment-method-source';
import { attachable, change, findCustomer, give, idOf } from './payment-method-use';
import { methodsOf } from './payment-methods';
import { onlyOne } from './parameters';
import { dropSource, expandDefault, expandSaved, savedBy, takeSource } from './saved-sources';
import { planExpiryNotice } from './source-expiring';
import { consumeSource } from './source-state';
import { addTaxId, expandTaxIds } from './tax-ids';

/** Makes a Customer, with its events; an id is given by seeds only. */
export function createCustomer(
  given: Context,
  parameters: Stripe.CustomerCreateParams,
  id?: string,
): Stripe.Customer {
  const { test_clock } = parameters;
  const context = joining(given, test_clock);
  const empty = { ...newCustomer(context, id), test_clock: test_clock ?? null };
  const attached =
    parameters.payment_method === undefined
      ? null
      : give(
          context,
          attachable(context, findMethod(context, parameters.payment_method), empty.id),
          empty.id,
        );
  const saved =
    parameters.source === undefined ? null : takeSource(context, empty.id, parameters.source);
  const detailed = withDetails(
    context,
    { ...empty, default_source: saved?.id ?? null },
    attached ? defaulting(parameters, attached.object.id) : parameters,
  );
  const customer = setBalance(context, detailed, parameters.balance);
  context.records.put('customer', customer, { deleted: false });
  setReconciliation(context, customer.id, parameters.cash_balance?.settings);
  context.emit('customer.created', customer);
  for (const given of parameters.tax_id_data ?? []) addTaxId(context, customer.id, given);
  if (attached) context.emit('payment_method.attached', attached.object);
  if (saved) {
    context.emit('customer.source.created', saved);
    planExpiryNotice(context, customer.id, saved);
  }
  return customer;
}

/**
 * The PaymentMethod that comes with a new customer may be the default of its invoices, by the name that
 * it came with: `pm_card_visa` twice is one (docs.stripe.com/invoicing/customer).
 */
function defaulting(
  parameters: Stripe.CustomerCreateParams,
  attached: string,
): Stripe.CustomerCreateParams {
  const { invoice_settings: settings, payment_method: named } = parameters;
  if (!settings || settings.default_payment_method !== named) return parameters;
  return { ...parameters, invoice_settings: { ...settings, default_payment_method: attached } };
}

/** A customer named in the path, deleted ones included. */
function inPath(context: Context, id: string): Stored<'customer'> {
  const found = context.records.get('customer', id);
  if (!found) throw noSuch('customer', id, 'id', 404);
  return found;
}

function update(
  context: Context,
  parameters: Stripe.CustomerUpdateParams,
  id: string,
): Stripe.Customer {
  const before = findCustomer(context, id, 'id');
  onlyOne({ ...parameters }, ['default_source', 'source']);
  const detailed = setBalance(
    context,
    withDetails(context, before, parameters),
    parameters.balance,
  );
  const after =
    parameters.source === undefined
      ? detailed
      : replaceDefault(context, detailed, parameters.source);
  context.records.put('customer', after);
  setReconciliation(context, id, parameters.cash_balance?.settings);
  tellChange(context, 'customer.updated', before, after);
  return after;
}

/**
 * `source` of an update: it "will create a new source object, make it the new customer default
 * source, and delete the old customer default if one exists"
 * (docs.stripe.com/api/customers/update#update_customer-source).
 */
function replaceDefault(context: Context, before: Stripe.Customer, given: string): Stripe.Customer {
  const old = idOf(before.default_source);
  const saved = takeSource(context, before.id, given);
  const after = { ...before, default_source: saved.id };
  context.records.put('customer', after);
  context.emit('customer.source.created', saved);
  planExpiryNotice(context, before.id, saved);
  const replaced = old === null ? undefined : savedBy(context, before.id, old);
  if (replaced) dropSource(context, before.id, replaced);
  // A PaymentMethod of the same id may have been a default as well.
  return context.records.get('customer', before.id)?.object ?? after;
}

/** The PaymentMethods of a deleted customer still name it, and are good for nothing. */
export function removeCustomer(context: Context, id: string): Stripe.DeletedCustomer {
  const customer = findCustomer(context, id, 'id');
  for (const method of methodsOf(context, id, {})) {
    change(context, method.id, {}, { use: 'consumed' });
  }
  for (const { object } of context.records.where('source', 'customer', id)) {
    consumeSource(context, object.id);
  }
  context.records.put('customer', customer, { deleted: true });
  context.emit('customer.deleted', customer);
  return deletedStub(id);
}

function list(
  context: Context,
  parameters: Stripe.CustomerListParams,
): Stripe.ApiList<Stripe.Customer> {
  const { email, test_clock } = parameters;
  // Those of test clocks are listed by their clock only.
  const matches = ({ object, hidden }: Stored<'customer'>): boolean =>
    !hidden.deleted && (test_clock !== undefined || !object.test_clock);
  return context.page('customer', parameters, '/v1/customers', matches, { email, test_clock });
}

/** Unlike `balance`, positive where the customer has credit. Theirs is of one currency here. */
function creditBalance(
  _: Context,
  { balance, currency }: Stripe.Customer,
): Stripe.Customer['invoice_credit_balance'] {
  return balance === 0 || !currency ? {} : { [currency]: -balance };
}

function method(context: Context, customer: string, id: string): Stripe.PaymentMethod {
  const owner = findCustomer(context, customer, 'id');
  const found = findMethod(context, id, 'path').object;
  if (idOf(found.customer) !== owner.id) throw noSuch('PaymentMethod', id, 'payment_method', 404);
  return found;
}

export const customers: Resource = {
  object: 'customer',
  expandable: {
    cash_balance: expandCashBalance,
    default_source: expandDefault,
    invoice_credit_balance: creditBalance,
    sources: expandSaved,
    subscriptions: subscriptionsOf,
    'invoice_settings.default_payment_method': 'payment_method',
    tax: taxOf,
    tax_ids: expandTaxIds,
  },
  routes: [
    route('POST', '/v1/customers', 'CustomerCreateParams', (context, given) =>
      createCustomer(context, given),
    ),
    route('GET', '/v1/customers', 'CustomerListParams', list),
    route('GET', '/v1/customers/:id', 'CustomerRetrieveParams', (context, _, path) => {
      const { object, hidden } = inPath(context, path.id ?? '');
      return hidden.deleted ? deletedStub(object.id) : object;
    }),
    route('POST', '/v1/customers/:id', 'CustomerUpdateParams', (context, given, path) =>
      update(context, given, path.id ?? ''),
    ),
    route('DELETE', '/v1/customers/:id', 'CustomerDeleteParams', (context, _, path) =>
      removeCustomer(context, path.id ?? ''),
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
      (context, _, path) => method(context, path.id ?? '', path.method ?? ''),
    ),
  ],
};
