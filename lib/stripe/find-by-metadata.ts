import type Stripe from 'stripe';

/**
 * The first object of a list whose metadata carries `value` under `name`; null when there is none. A
 * list and not a search, which lags behind by up to a minute.
 * https://docs.stripe.com/search#data-freshness
 */
export async function findByMetadata<Found extends { readonly metadata?: Stripe.Metadata | null }>(
  list: AsyncIterable<Found>,
  name: string,
  value: string,
): Promise<Found | null> {
  for await (const object of list) if (object.metadata?.[name] === value) return object;
  return null;
}

/** What was made since then, and some minutes earlier, for clocks that do not agree. */
export const madeSince = (moment: Date) => ({
  gte: Math.floor(moment.getTime() / 1_000) - 600,
});
