/**
 * The items of a subscription after a change of some of them
 * (docs.stripe.com/billing/subscriptions/change-price).
 */
import type Stripe from 'stripe';
import { invalidRequest, noSuch, type Context } from '../server/contract';
import { planOf } from '../resources/plan-shape';
import { mergeMetadata } from '../server/metadata';
import { checkItems, newItem, priceOf, type GivenItem, type Item } from './subscription-items';
import { periodOf, withItems, type Subscription } from './subscription-records';

/** The subscription with its items changed, added and taken off. Nothing is kept. */
export function withChangedItems(
  context: Context,
  before: Subscription,
  given: readonly GivenItem[] | undefined,
): Subscription {
  if (!given) return before;
  let items: readonly Item[] = before.items.data;
  for (const [index, one] of given.entries()) {
    items = changed(context, before, items, one, `items[${index}]`);
  }
  // Only once all is said: a plan is switched by `[{ id, deleted: true }, { price }]`.
  if (items.length === 0) {
    const last = given.findLastIndex((one) => one.deleted === true);
    throw invalidRequest('A subscription must have at least one active item.', {
      param: `items[${last}][deleted]`,
    });
  }
  checkItems(context, items, before.currency);
  return withItems(before, items);
}

function changed(
  context: Context,
  subscription: Subscription,
  items: readonly Item[],
  given: GivenItem,
  param: string,
): readonly Item[] {
  if (given.id === undefined) {
    const price = priceOf(context, given, param);
    return [...items, newItem(context, subscription.id, price, given, periodOf(subscription))];
  }
  const item = items.find(({ id }) => id === given.id);
  if (!item) throw noSuch('subscription_item', given.id, `${param}[id]`, 400);
  if (given.deleted === true) return items.filter((one) => one !== item);
  const named = given.price ?? given.plan ?? given.price_data;
  const price = named ? priceOf(context, given, param) : item.price;
  return items.map((one) => (one === item ? changedItem(item, price, given) : one));
}

/**
 * "Updating a subscription price automatically reverts the quantity to the default value of 1": whoever
 * wants another has to say so. That naming the same price again keeps it is unconfirmed.
 */
function changedItem(item: Item, price: Stripe.Price, given: GivenItem): Item {
  const kept = price.id === item.price.id ? (item.quantity ?? 1) : 1;
  return {
    ...item,
    metadata: mergeMetadata(item.metadata, given.metadata),
    plan: price === item.price ? item.plan : planOf(price),
    price,
    quantity: given.quantity ?? kept,
  };
}
