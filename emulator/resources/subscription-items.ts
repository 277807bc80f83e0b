/**
 * Items of subscriptions, by themselves (docs.stripe.com/api/subscription_items).
 */
import type Stripe from 'stripe';
import { atClock, clockOf } from '../billing/moment';
import { refuseBeyond } from '../billing/refusals';
import { itemsOf, type Item } from '../billing/subscription-items';
import { findSubscription } from '../billing/subscription-records';
import { updateSubscription } from '../billing/subscription-update';
import { checkStanding } from '../billing/test-clock';
import { invalidRequest, noSuch, route, type Context, type Resource } from '../server/contract';
import { idOf } from './payment-method-use';

function findItem(context: Context, id: string): Item {
  const found = context.records.get('subscription_item', id);
  if (!found) throw noSuch('subscription_item', id, 'subscription_item', 404);
  return found.object;
}

/** A change of one item is one of its subscription. */
function change(
  context: Context,
  subscription: string,
  item: object,
  rest: Pick<
    Stripe.SubscriptionUpdateParams,
    'payment_behavior' | 'proration_behavior' | 'proration_date'
  >,
): Stripe.Subscription {
  const { object } = findSubscription(context, subscription, 'subscription');
  checkStanding(context, clockOf(object));
  return updateSubscription(atClock(context, clockOf(object)), object, {
    items: [item],
    ...rest,
  });
}

interface Given extends Stripe.SubscriptionItemUpdateParams {
  readonly subscription?: string;
}

function split(given: Given) {
  const { expand: _, payment_behavior, proration_behavior, proration_date, ...item } = given;
  const { off_session, subscription: __, ...own } = item;
  const rest = Object.fromEntries(
    Object.entries({ off_session, payment_behavior, proration_behavior, proration_date }).filter(
      ([, value]) => value !== undefined,
    ),
  );
  return { item: own, rest };
}

function create(context: Context, given: Stripe.SubscriptionItemCreateParams): Item {
  refuseBeyond(given);
  const { item, rest } = split(given as Given);
  const had = new Set(itemsOf(context, given.subscription).map(({ id }) => id));
  const { items } = change(context, given.subscription, item, rest);
  const added = items.data.find(({ id }) => !had.has(id));
  if (!added) throw new Error('A subscription item was not added');
  return added;
}

function update(context: Context, given: Stripe.SubscriptionItemUpdateParams, id: string): Item {
  refuseBeyond(given);
  const before = findItem(context, id);
  const { item, rest } = split(given);
  change(context, idOf(before.subscription) ?? '', { ...item, id }, rest);
  return findItem(context, id);
}

function remove(
  context: Context,
  given: Stripe.SubscriptionItemDeleteParams,
  id: string,
): Stripe.DeletedSubscriptionItem {
  const before = findItem(context, id);
  const { rest } = split(given);
  if (given.clear_usage === true) {
    throw invalidRequest("The parameter 'clear_usage' is not supported by this emulator.", {
      param: 'clear_usage',
    });
  }
  change(context, idOf(before.subscription) ?? '', { id, deleted: true }, rest);
  return { id, object: 'subscription_item', deleted: true };
}

export const subscriptionItems: Resource = {
  object: 'subscription_item',
  routes: [
    route('POST', '/v1/subscription_items', 'SubscriptionItemCreateParams', create),
    route('GET', '/v1/subscription_items', 'SubscriptionItemListParams', (context, given) => {
      const { object } = findSubscription(context, given.subscription, 'subscription');
      return context.list([...object.items.data], given, '/v1/subscription_items');
    }),
    route('GET', '/v1/subscription_items/:id', 'SubscriptionItemRetrieveParams', (context, _, p) =>
      findItem(context, p.id ?? ''),
    ),
    route(
      'POST',
      '/v1/subscription_items/:id',
      'SubscriptionItemUpdateParams',
      (context, given, p) => update(context, given, p.id ?? ''),
    ),
    route(
      'DELETE',
      '/v1/subscription_items/:id',
      'SubscriptionItemDeleteParams',
      (context, given, p) => remove(context, given, p.id ?? ''),
    ),
  ],
};
