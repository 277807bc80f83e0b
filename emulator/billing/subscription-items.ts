/**
 * What a subscription is for (docs.stripe.com/api/subscription_items).
 */
import type Stripe from 'stripe';
import { invalidRequest, missingParameter, noSuch, type Context } from '../server/contract';
import { planOf } from '../resources/plan-shape';
import { mergeMetadata } from '../server/metadata';
import type { Period } from './periods';
import { inlinePrice, unitAmount, type GivenPricing } from './pricing';

export type Item = Stripe.SubscriptionItem;

/** What a request says of one item. */
export interface GivenItem {
  readonly id?: string;
  readonly deleted?: boolean;
  readonly metadata?: Stripe.Emptyable<Stripe.MetadataParam>;
  readonly price?: string;
  /** A price by the name it had before: its id is the same. */
  readonly plan?: string;
  readonly price_data?: GivenPricing['price_data'];
  readonly quantity?: number;
}

/** The items of a subscription, in the order they were added. */
export function itemsOf(context: Context, subscription: string): Item[] {
  return context.records
    .where('subscription_item', 'subscription', subscription)
    .map(({ object }) => object)
    .reverse();
}

/** `items` as a subscription shows them. */
export function shownItems(subscription: string, items: readonly Item[]): Stripe.ApiList<Item> {
  const list = {
    object: 'list',
    data: [...items],
    has_more: false,
    total_count: items.length,
    url: `/v1/subscription_items?subscription=${subscription}`,
  };
  return list as Stripe.ApiList<Item>;
}

/** The recurring price an item is given. Throws Stripe's 400 for another. */
export function priceOf(context: Context, given: GivenItem, param: string): Stripe.Price {
  if (given.price_data) return inlinePrice(context, given.price_data);
  const id = given.price ?? given.plan ?? '';
  const price = context.records.get('price', id)?.object;
  if (!price) throw noSuch('price', id, `${param}[price]`, 400);
  if (!price.recurring) {
    throw invalidRequest(
      'The price specified is set to `type=one_time` but this field only accepts prices with `type=recurring`.',
      { param: `${param}[price]` },
    );
  }
  if (!price.active) {
    throw invalidRequest(
      'The price specified is inactive. This field only accepts active prices.',
      {
        param: `${param}[price]`,
      },
    );
  }
  return price;
}

/** A new item. Nothing is kept. */
export function newItem(
  context: Context,
  subscription: string,
  price: Stripe.Price,
  given: Pick<GivenItem, 'metadata' | 'quantity'>,
  { start, end }: Period,
): Item {
  return {
    id: context.id('si_'),
    object: 'subscription_item',
    billing_thresholds: null,
    created: context.now(),
    current_period_end: end,
    current_period_start: start,
    current_trial: null,
    discounts: [],
    metadata: mergeMetadata(null, given.metadata),
    plan: planOf(price),
    price,
    quantity: given.quantity ?? 1,
    subscription,
    tax_rates: [],
  } satisfies Item;
}

/**
 * Throws unless these can be billed together: with one interval, in one currency, each price once,
 * and no more than twenty of them.
 */
export function checkItems(context: Context, items: readonly Item[], currency: string): void {
  const [first] = items;
  if (!first) {
    throw missingParameter('items');
  }
  if (items.length > 20) {
    throw invalidRequest('A subscription can have up to 20 items.', { param: 'items' });
  }
  for (const [index, { price, quantity = 1 }] of items.entries()) {
    unitAmount(context, price, currency);
    if (quantity < 0) {
      throw invalidRequest('Invalid non-negative integer', {
        code: 'parameter_invalid_integer',
        param: `items[${index}][quantity]`,
      });
    }
    if (items.slice(0, index).some((item) => item.price.id === price.id)) {
      throw invalidRequest(
        `Cannot create a Subscription with multiple Subscription Items with the same Price: ${price.id}`,
        { param: 'plan' },
      );
    }
    const same =
      price.recurring?.interval === first.price.recurring?.interval &&
      price.recurring?.interval_count === first.price.recurring?.interval_count;
    if (!same) {
      throw invalidRequest(
        'Prices of several intervals on one subscription are not supported by this emulator.',
        { param: 'items' },
      );
    }
  }
}
