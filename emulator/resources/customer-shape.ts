/**
 * A new Customer of which nothing is known (docs.stripe.com/api/customers/object).
 */
import type Stripe from 'stripe';
import type { Context } from '../server/contract';
import { idOf } from './payment-method-use';

/** Makes the object; the caller keeps it. */
export function newCustomer(context: Context, id = context.id('cus_')): Stripe.Customer {
  return {
    id,
    object: 'customer',
    address: null,
    balance: 0,
    created: context.now(),
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: null,
    invoice_prefix: context.random(8).toUpperCase(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: {},
    name: null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
  };
}

/**
 * `tax`, which is shown on request only: where the customer would be taxed. Nobody here is
 * registered anywhere (docs.stripe.com/api/customers/object#customer_object-tax).
 */
export function taxOf(
  _: Context,
  { address }: Pick<Stripe.Customer, 'address'>,
): Stripe.Customer.Tax {
  const country = address?.country ?? null;
  return {
    automatic_tax: country === null ? 'unrecognized_location' : 'not_collecting',
    ip_address: null,
    location:
      country === null
        ? null
        : { country, source: 'billing_address', state: address?.state ?? null },
    provider: 'stripe',
  };
}

/** All that is shown of a deleted customer. */
export function deletedStub(id: string): Stripe.DeletedCustomer {
  return { id, object: 'customer', deleted: true };
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
