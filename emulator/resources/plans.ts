/**
 * Plans: what recurring Prices were called before, under the same ids
 * (docs.stripe.com/api/plans). A Plan is a Price looked at in the old way.
 */
import type Stripe from 'stripe';
import {
  invalidRequest,
  missingParameter,
  noSuch,
  route,
  type Context,
  type Resource,
} from '../server/contract';
import { mergeMetadata } from '../server/metadata';
import type { Stored } from '../store/kinds';
import { idOf } from './payment-method-use';
import { planOf } from './plan-shape';
import { keepPrice, makePrice } from './price-records';
import { refuseTiers, type GivenPrice } from './price-shape';
import { findProduct, makeProduct } from './products';

type Plan = Stripe.Plan;

function find(context: Context, id: string): Stored<'price'> {
  const found = context.records.get('price', id);
  if (!found?.object.recurring || found.hidden.planDeleted) throw noSuch('plan', id, 'plan', 404);
  return found;
}

function create(context: Context, given: Stripe.PlanCreateParams): Plan {
  refuseTiers(given);
  const { amount, amount_decimal, currency, id, product } = given;
  if (id !== undefined && context.records.get('price', id)) {
    throw invalidRequest('Plan already exists.', { code: 'resource_already_exists' });
  }
  if (product === undefined) throw missingParameter('product');
  const owner =
    typeof product === 'string'
      ? findProduct(context, product, 'product', 400).id
      : makeProduct(context, product).id;
  const price = makePrice(context, priceOf(given, amount, amount_decimal, currency), owner, id);
  return planOf(price);
}

/** A plan of no amount is free. */
function priceOf(
  given: Stripe.PlanCreateParams,
  amount: number | undefined,
  decimal: Stripe.PlanCreateParams['amount_decimal'],
  currency: string,
): GivenPrice {
  const { active, interval, interval_count, metadata, nickname, transform_usage } = given;
  const all = {
    active,
    currency,
    metadata: metadata || undefined,
    nickname,
    recurring: {
      interval,
      interval_count,
      meter: given.meter,
      trial_period_days: given.trial_period_days,
      usage_type: given.usage_type,
    },
    transform_quantity: transform_usage,
    ...(decimal === undefined ? { unit_amount: amount ?? 0 } : { unit_amount_decimal: decimal }),
  };
  return Object.fromEntries(
    Object.entries(all).filter(([, value]) => value !== undefined),
  ) as unknown as GivenPrice;
}

function update(context: Context, given: Stripe.PlanUpdateParams, id: string): Plan {
  const { object: before } = find(context, id);
  const { active = before.active, product, trial_period_days: days } = given;
  const after: Stripe.Price = {
    ...before,
    active,
    metadata: mergeMetadata(before.metadata, given.metadata),
    nickname: given.nickname === undefined ? before.nickname : given.nickname || null,
    product:
      product === undefined ? before.product : findProduct(context, product, 'product', 400).id,
    recurring:
      before.recurring && days !== undefined
        ? { ...before.recurring, trial_period_days: days }
        : before.recurring,
  };
  return planOf(keepPrice(context, before, after));
}

/** Nobody new can subscribe to it; who has, stays. */
function remove(context: Context, id: string): Stripe.DeletedPlan {
  const { object, hidden } = find(context, id);
  const price = { ...object, active: false };
  context.records.put('price', price, { ...hidden, planDeleted: true });
  context.emit('plan.deleted', planOf(price));
  context.emit('price.deleted', price);
  return { id, object: 'plan', deleted: true };
}

function list(context: Context, given: Stripe.PlanListParams): Stripe.ApiList<Plan> {
  const matches = ({ object, hidden }: Stored<'price'>): boolean =>
    object.recurring !== null &&
    !hidden.planDeleted &&
    (given.active === undefined || object.active === given.active);
  const { data, ...page } = context.page('price', given, '/v1/plans', matches, {
    product: given.product,
  });
  return { ...page, data: data.map(planOf) };
}

export const plans: Resource = {
  object: 'plan',
  expandable: {
    product: (context: Context, { product }: Plan) => {
      const id = idOf(product as string);
      const found = id === null ? undefined : context.records.get('product', id);
      return found?.hidden.deleted ? { id, object: 'product', deleted: true } : found?.object;
    },
  },
  routes: [
    route('POST', '/v1/plans', 'PlanCreateParams', create),
    route('GET', '/v1/plans', 'PlanListParams', list),
    route('GET', '/v1/plans/:id', 'PlanRetrieveParams', (context, _, path) =>
      planOf(find(context, path.id ?? '').object),
    ),
    route('POST', '/v1/plans/:id', 'PlanUpdateParams', (context, given, path) =>
      update(context, given, path.id ?? ''),
    ),
    route('DELETE', '/v1/plans/:id', 'PlanDeleteParams', (context, _, path) =>
      remove(context, path.id ?? ''),
    ),
  ],
};
