/**
 * Prices (docs.stripe.com/api/prices).
 */
import type Stripe from 'stripe';
import { parseCurrency } from '../rules/money';
import { invalidRequest, noSuch, route, type Context, type Resource } from '../server/contract';
import { mergeMetadata } from '../server/metadata';
import type { Stored } from '../store/kinds';
import { previousAttributes } from './changes';
import { onlyOne } from './parameters';
import { idOf } from './payment-method-use';
import { currencyOptions, newPrice, type GivenPrice } from './price-shape';
import { findProduct, makeProduct } from './products';

type Price = Stripe.Price;

/** A Price of this account; Stripe's `resource_missing` when there is none. */
export function findPrice(
  context: Context,
  id: string,
  param = 'price',
  status = 404,
): Stored<'price'> {
  const found = context.records.get('price', id);
  if (!found) throw noSuch('price', id, param, status);
  return found;
}

/** Makes a Price of a product there is, with its event. */
export function makePrice(context: Context, given: GivenPrice, product: string): Price {
  const { object, options } = newPrice(context, given, product);
  claimLookupKey(context, object.id, given);
  context.records.put('price', object, { options });
  context.emit('price.created', object);
  return object;
}

/** A lookup key names one Price; with `transfer_lookup_key` it leaves the one that has it. */
function claimLookupKey(
  context: Context,
  id: string,
  given: { lookup_key?: string; transfer_lookup_key?: boolean },
): void {
  if (!given.lookup_key) return;
  const holders = context.records.where('price', 'lookup_key', given.lookup_key);
  for (const { object: holder } of holders) {
    if (holder.id === id) continue;
    if (given.transfer_lookup_key !== true) {
      throw invalidRequest(`A price (\`${holder.id}\`) already uses that lookup key.`, {
        param: 'lookup_key',
      });
    }
    keep(context, holder, { ...holder, lookup_key: null });
  }
}

function keep(context: Context, before: Price, after: Price): Price {
  context.records.put('price', after);
  const previous = previousAttributes(before, after);
  if (previous) context.emit('price.updated', after, previous);
  return after;
}

function create(context: Context, parameters: Stripe.PriceCreateParams): Price {
  const { product, product_data, ...given } = parameters;
  onlyOne({ ...parameters }, ['product', 'product_data']);
  if (product !== undefined) {
    return makePrice(context, given, findProduct(context, product, 'product', 400).id);
  }
  if (!product_data) {
    throw invalidRequest('Missing required param: product.', {
      code: 'parameter_missing',
      param: 'product',
    });
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
  context.records.put('price', after, { options });
  return keep(context, before, after);
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
