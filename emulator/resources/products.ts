/**
 * Products (docs.stripe.com/api/products).
 */
import type Stripe from 'stripe';
import { invalidRequest, noSuch, route, type Context, type Resource } from '../server/contract';
import { mergeMetadata } from '../server/metadata';
import type { Stored } from '../store/kinds';
import { previousAttributes, tellChange } from './changes';
import { unsettable } from './parameters';
import { idOf } from './payment-method-use';
import { makePrice } from './price-records';

type Product = Stripe.Product;

/** A Product that is not deleted; Stripe's `resource_missing` when there is none. */
export function findProduct(context: Context, id: string, param = 'id', status = 404): Product {
  const found = context.records.get('product', id);
  if (!found || found.hidden.deleted) throw noSuch('product', id, param, status);
  return found.object;
}

function packageOf(
  given: Stripe.Emptyable<Stripe.Product.PackageDimensions> | undefined,
  before: Stripe.Product.PackageDimensions | null,
): Stripe.Product.PackageDimensions | null {
  return unsettable(given, before);
}

function taxDetailsOf(
  given: Stripe.Emptyable<Stripe.ProductCreateParams.TaxDetails> | undefined,
  before: Stripe.Product.TaxDetails | null,
): Stripe.Product.TaxDetails | null {
  if (given === undefined) return before;
  if (given === '' || given === null) return null;
  return {
    performance_location: given.performance_location ?? before?.performance_location ?? null,
    tax_code: unsettable(given.tax_code, before?.tax_code ?? null),
  };
}

/** Up to eight pictures and fifteen features, as their descriptions say (texts unconfirmed). */
function checkCount(list: unknown, param: string, most: number): void {
  if (!Array.isArray(list) || list.length <= most) return;
  throw invalidRequest(`Array ${param} exceeded maximum ${most} allowed elements.`, { param });
}

/** Makes a Product, with its event; a Price that comes with it is its default one. */
export function makeProduct(context: Context, given: Stripe.ProductCreateParams): Product {
  const { id = context.id('prod_'), default_price_data: price } = given;
  if (context.records.get('product', id)) {
    throw invalidRequest('Product already exists.', { code: 'resource_already_exists' });
  }
  checkCount(given.images, 'images', 8);
  checkCount(given.marketing_features, 'marketing_features', 15);
  const product = {
    id,
    object: 'product',
    active: given.active ?? true,
    created: context.now(),
    default_price: null,
    description: given.description ?? null,
    images: given.images ?? [],
    livemode: false,
    marketing_features: given.marketing_features ?? [],
    metadata: mergeMetadata(null, given.metadata),
    name: given.name,
    package_dimensions: packageOf(given.package_dimensions, null),
    shippable: given.shippable ?? null,
    statement_descriptor: given.statement_descriptor ?? null,
    tax_code: given.tax_code ?? null,
    tax_details: taxDetailsOf(given.tax_details, null),
    type: given.type ?? 'service',
    unit_label: given.unit_label ?? null,
    updated: context.now(),
    url: given.url ?? null,
  } satisfies Product;
  context.records.put('product', product, { deleted: false });
  context.emit('product.created', product);
  if (!price) return product;
  const { id: default_price } = makePrice(context, price, id);
  return keep(context, product, { ...product, default_price });
}

function keep(context: Context, before: Product, changed: Product): Product {
  if (!previousAttributes(before, changed)) return before;
  const after = { ...changed, updated: context.now() };
  context.records.put('product', after);
  tellChange(context, 'product.updated', before, after);
  return after;
}

/** A default Price must be the product's own (text unconfirmed). */
function checkDefault(context: Context, product: string, price: string | undefined): void {
  if (!price) return;
  const found = context.records.get('price', price)?.object;
  if (!found) throw noSuch('price', price, 'default_price', 400);
  if (idOf(found.product) === product) return;
  throw invalidRequest(`The price ${price} does not belong to the product ${product}.`, {
    param: 'default_price',
  });
}

function update(context: Context, given: Stripe.ProductUpdateParams, id: string): Product {
  const before = findProduct(context, id);
  checkCount(given.images, 'images', 8);
  checkCount(given.marketing_features, 'marketing_features', 15);
  checkDefault(context, id, given.default_price);
  const descriptor = given.statement_descriptor;
  return keep(context, before, {
    ...before,
    active: given.active ?? before.active,
    default_price: given.default_price ?? before.default_price ?? null,
    description: unsettable(given.description, before.description),
    images: given.images === undefined ? before.images : given.images || [],
    marketing_features:
      given.marketing_features === undefined
        ? before.marketing_features
        : given.marketing_features || [],
    metadata: mergeMetadata(before.metadata, given.metadata),
    name: given.name ?? before.name,
    package_dimensions: packageOf(given.package_dimensions, before.package_dimensions),
    shippable: given.shippable ?? before.shippable,
    statement_descriptor: unsettable(descriptor, before.statement_descriptor ?? null),
    tax_code: unsettable(given.tax_code, idOf(before.tax_code)),
    tax_details: taxDetailsOf(given.tax_details, before.tax_details),
    unit_label: unsettable(given.unit_label, before.unit_label ?? null),
    url: unsettable(given.url, before.url),
  });
}

/** Prices stay for ever, and so does a product that has one. */
function remove(context: Context, id: string): Stripe.DeletedProduct {
  const product = findProduct(context, id);
  if (context.records.where('price', 'product', id).length > 0) {
    throw invalidRequest(
      'This product cannot be deleted because it has one or more user-created prices.',
    );
  }
  context.records.put('product', product, { deleted: true });
  context.emit('product.deleted', product);
  return { id, object: 'product', deleted: true };
}

function list(context: Context, given: Stripe.ProductListParams): Stripe.ApiList<Product> {
  const { active, ids, shippable, type, url } = given;
  const matches = ({ object, hidden }: Stored<'product'>): boolean =>
    !hidden.deleted &&
    (active === undefined || object.active === active) &&
    (ids === undefined || ids.includes(object.id)) &&
    (shippable === undefined || object.shippable === shippable) &&
    (url === undefined || object.url === url);
  return context.page('product', given, '/v1/products', matches, { type });
}

export const products: Resource = {
  object: 'product',
  expandable: { default_price: 'price' },
  routes: [
    route('POST', '/v1/products', 'ProductCreateParams', makeProduct),
    route('GET', '/v1/products', 'ProductListParams', list),
    route('GET', '/v1/products/:id', 'ProductRetrieveParams', (context, _, path) =>
      findProduct(context, path.id ?? ''),
    ),
    route('POST', '/v1/products/:id', 'ProductUpdateParams', (context, given, path) =>
      update(context, given, path.id ?? ''),
    ),
    route('DELETE', '/v1/products/:id', 'ProductDeleteParams', (context, _, path) =>
      remove(context, path.id ?? ''),
    ),
  ],
};
