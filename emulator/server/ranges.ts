import type Stripe from 'stripe';

/** What lists are filtered by: a number, or bounds that it has to be within. */
export type Range = Stripe.RangeQueryParam | number;

/** Whether a value is the number, or within the bounds. Where there is no value, it isn't. */
export function within(value: number | null, range: Range): boolean {
  if (value === null) return false;
  if (typeof range === 'number') return value === range;
  const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = range;
  return value > gt && value >= gte && value < lt && value <= lte;
}
