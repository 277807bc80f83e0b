/**
 * The searches of what can be searched (docs.stripe.com/search). What was just written is found at
 * once, where Stripe's index takes up to a minute.
 */
import type Stripe from 'stripe';
import { subscriptionOf, type Invoice } from '../billing/invoice-shape';
import { invalidRequest, route, type Context, type Resource, type Route } from '../server/contract';
import { isDeleted } from '../server/expand';
import {
  answers,
  checkClause,
  parseQuery,
  type Clause,
  type FieldType,
} from '../server/search-query';
import type { Kind, Kinds, Stored } from '../store/kinds';
import { idOf } from './payment-method-use';

type Fields = Readonly<Record<string, FieldType>>;

interface Searched {
  readonly kind: Kind &
    ('charge' | 'customer' | 'invoice' | 'payment_intent' | 'price' | 'product' | 'subscription');
  readonly path: string;
  readonly parameters: NonNullable<Route['parameters']>;
  readonly fields: Fields;
}

const card = 'payment_method_details.card';

/** By resource, as docs.stripe.com/search#query-fields lists them. */
const searched: readonly Searched[] = [
  {
    kind: 'charge',
    path: 'charges',
    parameters: 'ChargeSearchParams',
    fields: {
      amount: 'numeric',
      'billing_details.address.postal_code': 'token',
      created: 'numeric',
      currency: 'token',
      customer: 'token',
      disputed: 'token',
      metadata: 'token',
      [`${card}.brand`]: 'token',
      [`${card}.exp_month`]: 'token',
      [`${card}.exp_year`]: 'token',
      [`${card}.fingerprint`]: 'token',
      [`${card}.last4`]: 'token',
      'payment_method_details.us_bank_account.last4': 'token',
      refunded: 'token',
      status: 'token',
    },
  },
  {
    kind: 'customer',
    path: 'customers',
    parameters: 'CustomerSearchParams',
    fields: {
      created: 'numeric',
      email: 'string',
      metadata: 'token',
      name: 'string',
      phone: 'string',
    },
  },
  {
    kind: 'invoice',
    path: 'invoices',
    parameters: 'InvoiceSearchParams',
    fields: {
      created: 'numeric',
      currency: 'token',
      customer: 'token',
      last_finalization_error_code: 'token',
      last_finalization_error_type: 'token',
      metadata: 'token',
      number: 'string',
      receipt_number: 'string',
      status: 'string',
      subscription: 'token',
      total: 'numeric',
    },
  },
  {
    kind: 'payment_intent',
    path: 'payment_intents',
    parameters: 'PaymentIntentSearchParams',
    fields: {
      amount: 'numeric',
      created: 'numeric',
      currency: 'token',
      customer: 'token',
      metadata: 'token',
      status: 'token',
    },
  },
  {
    kind: 'price',
    path: 'prices',
    parameters: 'PriceSearchParams',
    fields: {
      active: 'token',
      currency: 'token',
      lookup_key: 'string',
      metadata: 'token',
      product: 'string',
      type: 'token',
    },
  },
  {
    kind: 'product',
    path: 'products',
    parameters: 'ProductSearchParams',
    fields: {
      active: 'token',
      description: 'string',
      metadata: 'token',
      name: 'string',
      shippable: 'token',
      url: 'string',
    },
  },
  {
    kind: 'subscription',
    path: 'subscriptions',
    parameters: 'SubscriptionSearchParams',
    fields: {
      canceled_at: 'numeric',
      created: 'numeric',
      metadata: 'token',
      status: 'token',
    },
  },
];

const DEFAULT_LIMIT = 10;
const MAX_LIMIT = 100;

interface Given {
  readonly query: string;
  readonly limit?: number;
  readonly page?: string;
}

type Found<K extends Kind> = Required<Stripe.ApiSearchResult<Kinds[K]['object']>>;

function search<K extends Searched['kind']>(
  context: Context,
  { kind, path, fields }: Searched & { readonly kind: K },
  given: Given,
): Found<K> {
  const query = parseQuery(given.query);
  for (const clause of query.clauses) {
    const type = Object.hasOwn(fields, clause.field) ? fields[clause.field] : undefined;
    checkClause(clause, type, path);
  }
  const every = context.records.all(kind);
  // Before anything is left out: what a page ended with may be no hit any more.
  const from =
    given.page === undefined
      ? 0
      : every.findIndex(({ object }) => (object as { id: string }).id === lastOf(given.page)) + 1;
  if (given.page !== undefined && from === 0) {
    throw invalidRequest(`Invalid page: ${given.page}`, { param: 'page' });
  }
  const isHit = ({ object, hidden }: Stored<K>): boolean =>
    !isDeleted(hidden) && answers(query, (clause) => valueOf(object as object, clause));
  const hits = every
    .slice(from)
    .filter(isHit)
    .map(({ object }) => object as Kinds[K]['object']);
  const limit = Math.min(Math.max(given.limit ?? DEFAULT_LIMIT, 1), MAX_LIMIT);
  const data = hits.slice(0, limit);
  const has_more = hits.length > limit;
  const last = data.at(-1);
  return {
    object: 'search_result',
    data,
    has_more,
    // On all pages together (the SDK's `ApiSearchResult`).
    total_count: every.slice(0, from).filter(isHit).length + hits.length,
    next_page: has_more && last ? Buffer.from(last.id).toString('base64url') : null,
    url: `/v1/${path}/search`,
  } satisfies Found<K>;
}

/** The object that a page ended with. */
function lastOf(page = ''): string {
  return Buffer.from(page, 'base64url').toString('utf8');
}

function valueOf(object: object, { field, key }: Clause): unknown {
  if (key !== null) {
    const metadata = (object as { metadata?: Stripe.Metadata | null }).metadata ?? {};
    return Object.hasOwn(metadata, key) ? metadata[key] : null;
  }
  if (field === 'subscription') return subscriptionOf(object as Invoice);
  const error = /^(last_finalization_error)_(code|type)$/.exec(field);
  const names = error ? error.slice(1) : field.split('.');
  const value = names.reduce<unknown>(
    (inner, name) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[name] : null,
    object,
  );
  return typeof value === 'object' ? idOf(value as { id: string } | null) : value;
}

export const searches: Resource = {
  object: 'search_result',
  routes: searched.map((one) =>
    route(
      'GET',
      `/v1/${one.path}/search`,
      one.parameters,
      (context, given) => search(context, one, given as unknown as Given),
      { onRequest: ['total_count'] },
    ),
  ),
};
