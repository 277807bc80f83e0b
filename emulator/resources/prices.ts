/**
 * Prices (docs.stripe.com/api/prices).
 */
import type Stripe from 'stripe';
import { parseCurrency } from '../rules/money';
import {
  invalidRequest,
  missingParameter,
  route,
  type Context,
  type Resource,
} from '../server/contract';
import { mergeMetadata } from '../server/metadata';
import type { Stored } from '../store/kinds';
import { onlyOne } from './parameters';
import { idOf } from './payment-method-use';
import { claimLookupKey, findPrice, keepPrice, makePrice } from './price-records';
import { currencyOptions } from './price-shape';
import { findProduct, makeProduct } from './products';

type Price = Stripe.Price;

function create(context: Context, parameters: Stripe.PriceCreateParams): Price {
  const { product, product_data, ...given } = parameters;
  onlyOne({ ...parameters }, ['product', 'product_data']);
  if (product !== undefined) {
    return makePrice(context, given, findProduct(context, product, 'product', 400).id);
  }
  if (!product_data) {
    throw missingParameter('product');
  }
  return makePrice(context, given, makeProduct(context, product_data).id);
}

function update(context: Context, given: Stripe.PriceUpdateParams, id: string): Price {
  const { object: before, hidden } = findPrice(context, id);
  claimLookupKey(context, id, given);
  const { tax_behavior = before.tax_behavior } = given;
  if (tax_behavior !== before.tax_behavior && before.tax_behavior !== 'unspecified') {
    throw invalidRequest(
      'You cannot update the `tax_behavior` of a price once it is set to `exclusive` or `inclusive`.',
      { param: 'tax_behavior' },
    );
  }
  const { currency_options } = given;
  const own = hidden.options[before.currency];
  const options = {
    ...(currency_options === '' || currency_options === null ? {} : hidden.options),
    ...currencyOptions(currency_options || undefined),
    ...(own ? { [before.currency]: { ...own, tax_behavior } } : {}),
  };
  const after: Price = {
    ...before,
    active: given.active ?? before.active,
    lookup_key: given.lookup_key === undefined ? before.lookup_key : given.lookup_key || null,
    metadata: mergeMetadata(before.metadata, given.metadata),
    nickname: given.nickname === undefined ? before.nickname : given.nickname || null,
    tax_behavior,
  };
  return keepPrice(context, before, after, options);
}

function list(context: Context, given: Stripe.PriceListParams): Stripe.ApiList<Price> {
  const { active, lookup_keys, product, recurring, type } = given;
  const currency = given.currency === undefined ? undefined : parseCurrency(given.currency);
  const matches = ({ object }: Stored<'price'>): boolean =>
    (active === undefined || object.active === active) &&
    (lookup_keys === undefined || lookup_keys.includes(object.lookup_key ?? '')) &&
    (recurring?.interval === undefined || object.recurring?.interval === recurring.interval) &&
    (recurring?.usage_type === undefined ||
      object.recurring?.usage_type === recurring.usage_type) &&
    (recurring?.meter === undefined || object.recurring?.meter === recurring.meter);
  return context.page('price', given, '/v1/prices', matches, { product, currency, type });
}

export const prices: Resource = {
  object: 'price',
  expandable: {
    currency_options: (context: Context, { id }: { id: string }) =>
      context.records.get('price', id)?.hidden.options,
    product: (context: Context, { product }: Price) => {
      const id = idOf(product as string);
      const found = id === null ? undefined : context.records.get('product', id);
      return found?.hidden.deleted ? { id, object: 'product', deleted: true } : found?.object;
    },
  },
  routes: [
    route('POST', '/v1/prices', 'PriceCreateParams', create),
    route('GET', '/v1/prices', 'PriceListParams', list),
    route(
      'GET',
      '/v1/prices/:id',
      'PriceRetrieveParams',
      (context, _, path) => findPrice(context, path.id ?? '').object,
    ),
    route('POST', '/v1/prices/:id', 'PriceUpdateParams', (context, given, path) =>
      update(context, given, path.id ?? ''),
    ),
  ],
};
