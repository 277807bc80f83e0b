/** Prices as they are kept, for whoever sells by them. */
import type Stripe from 'stripe';
import { invalidRequest, noSuch, type Context } from '../server/contract';
import type { Stored } from '../store/kinds';
import { previousAttributes, tellChange } from './changes';
import { planOf } from './plan-shape';
import { newPrice, type GivenPrice } from './price-shape';

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

/**
 * Makes a Price of a product there is; an id is given by seeds only. Recurring ones are told of as the
 * Plan that they were called before as well, and that first, as `stripe listen` shows it.
 */
export function makePrice(
  context: Context,
  given: GivenPrice,
  product: string,
  id?: string,
): Price {
  const { object, options } = newPrice(context, given, product, id);
  claimLookupKey(context, object.id, given);
  context.records.put('price', object, { options });
  if (object.recurring) context.emit('plan.created', planOf(object));
  context.emit('price.created', object);
  return object;
}

/** A lookup key names one Price; with `transfer_lookup_key` it leaves the one that has it. */
export function claimLookupKey(
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
    keepPrice(context, holder, { ...holder, lookup_key: null });
  }
}

/**
 * Keeps a changed Price, with other currencies if they are given, and tells of it by both of its names (the
 * order is unconfirmed).
 */
export function keepPrice(
  context: Context,
  before: Price,
  after: Price,
  options?: Stored<'price'>['hidden']['options'],
): Price {
  const { hidden } = findPrice(context, before.id);
  const changed = options ?? hidden.options;
  context.records.put('price', after, { ...hidden, options: changed });
  if (after.recurring) tellChange(context, 'plan.updated', planOf(before), planOf(after));
  // "Occurs whenever a price is updated": also what is shown on request only. That the event says what it
  // was is unconfirmed.
  const previous = previousAttributes(
    { ...before, currency_options: hidden.options },
    { ...after, currency_options: changed },
  );
  if (previous) context.emit('price.updated', after, previous);
  return after;
}
