import type Stripe from 'stripe';
import { parameters } from '../generated/parameter-table';
import { createCustomer } from '../resources/customers';
import type { GivenPrice } from '../resources/price-shape';
import { makePrice } from '../resources/price-records';
import { findProduct, makeProduct } from '../resources/products';
import { invalidRequest, StripeError, type Context, type ParameterFields } from './contract';
import type { Form, FormValue } from './form';
import { decodeParameters } from './parameters';

/** What may stand in a seed beside accounts, in the order it is made. */
export const catalogKinds = ['products', 'prices', 'customers'] as const;

type CatalogKind = (typeof catalogKinds)[number];

const text = { schema: { kind: 'string' } } as const;

interface Maker {
  readonly record: 'product' | 'price' | 'customer';
  readonly fields: ParameterFields;
  readonly make: (context: Context, given: never, id: string | undefined) => { id: string };
}

interface Made {
  readonly id: string;
  readonly isNew: boolean;
}

const makers: Readonly<Record<CatalogKind, Maker>> = {
  products: {
    record: 'product',
    fields: { ...parameters.ProductCreateParams, default_price: text },
    make: (context, given: Stripe.ProductCreateParams & { default_price?: string }, id) => {
      // The price is made after its product.
      const { default_price: _, ...rest } = given;
      return makeProduct(context, { ...rest, ...(id === undefined ? {} : { id }) });
    },
  },
  prices: {
    record: 'price',
    fields: { ...parameters.PriceCreateParams, product: { ...text, required: true } },
    make: (context, given: GivenPrice & { product: string }, id) => {
      const { product, ...rest } = given;
      return makePrice(context, rest, findProduct(context, product, 'product', 400).id, id);
    },
  },
  customers: {
    record: 'customer',
    fields: parameters.CustomerCreateParams,
    make: (context, given: Stripe.CustomerCreateParams, id) => createCustomer(context, given, id),
  },
};

/**
 * Makes the products, prices and customers of a seed, with the ids that they name: the parameters
 * are those of the API, in JSON. Answers the ids. Throws a 400 that says which entry is wrong.
 */
export function seedCatalog(
  context: Context,
  lists: Readonly<Partial<Record<CatalogKind, readonly unknown[]>>>,
): Partial<Record<CatalogKind, { id: string }[]>> {
  const made: Partial<Record<CatalogKind, Made[]>> = {};
  for (const kind of catalogKinds) {
    const list = lists[kind];
    if (!list) continue;
    made[kind] = list.map((entry, index) =>
      named(`${kind}[${index}]`, () => makeOne(context, makers[kind], entry)),
    );
  }
  for (const [index, { id, isNew }] of (made.products ?? []).entries()) {
    const { default_price: price } = lists.products?.[index] as { default_price?: string };
    // A product that was there has the default that somebody gave it since.
    if (price === undefined || !isNew) continue;
    const product = findProduct(context, id);
    if (!context.records.get('price', price)) {
      throw invalidRequest(`No such price: '${price}'`, { param: `products[${index}]` });
    }
    context.records.put('product', { ...product, default_price: price });
  }
  return Object.fromEntries(
    Object.entries(made).map(([kind, list]) => [kind, list.map(({ id }) => ({ id }))]),
  );
}

function makeOne(context: Context, { record, fields, make }: Maker, entry: unknown): Made {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
    throw invalidRequest('Invalid object');
  }
  const { id, ...rest } = formOf(entry as Record<string, unknown>);
  if (id !== undefined && (typeof id !== 'string' || !/^[\w-]{1,255}$/.test(id))) {
    throw invalidRequest('Invalid id: letters, digits, dashes and underscores only');
  }
  const given = decodeParameters(rest, fields, { creating: true });
  if (id !== undefined && context.records.get(record, id)) return { id, isNew: false };
  return { id: make(context, given as never, id).id, isNew: true };
}

/** JSON as the form that an API call would have sent. */
function formOf(given: Readonly<Record<string, unknown>>): Form {
  const entries = Object.entries(given).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => [name, formValue(value)]));
}

function formValue(value: unknown): FormValue {
  if (Array.isArray(value)) return value.map(formValue);
  if (typeof value === 'object' && value !== null) return formOf(value as Record<string, unknown>);
  return value === null ? '' : String(value as string | number | boolean);
}

/** Says of an error which entry it is about. */
function named<T>(entry: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof StripeError)) throw error;
    throw invalidRequest(`${entry}: ${error.body.message ?? 'refused'}`, { param: entry });
  }
}
