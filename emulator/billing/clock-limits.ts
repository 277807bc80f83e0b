/**
 * How far a test clock may be advanced at once: two intervals of the shortest subscription that goes
 * by it, two years without one (docs.stripe.com/api/test_clocks/advance). And how many go by it.
 */
import type Stripe from 'stripe';
import { invalidRequest, type Context } from '../server/contract';
import { boundary, type Every } from './periods';
import { customersOf, type TestClock } from './test-clock';

const year: Every = { interval: 'year', interval_count: 1 };

/** The latest moment the clock may be advanced to, in Unix seconds. */
export function furthest(context: Context, clock: TestClock): number {
  const ends = customersOf(context, clock.id)
    .flatMap(({ id }) => context.records.where('subscription', 'customer', id))
    .filter(({ object }) => isLive(object))
    .flatMap(({ object }) => object.items.data)
    .map(({ price }) => boundary(clock.frozen_time, price.recurring ?? year, 2));
  return ends.length === 0 ? boundary(clock.frozen_time, year, 2) : Math.min(...ends);
}

/**
 * Throws where a customer of a clock has the three subscriptions that one may have. That those which have
 * ended do not count is unconfirmed, and so is the sentence.
 */
export function checkRoom(context: Context, { id, test_clock }: Stripe.Customer): void {
  if (!test_clock) return;
  const live = context.records
    .where('subscription', 'customer', id)
    .filter(({ object }) => isLive(object));
  if (live.length < 3) return;
  throw invalidRequest('A customer of a test clock can have up to 3 subscriptions.', {
    param: 'customer',
  });
}

function isLive({ status }: Stripe.Subscription): boolean {
  return status !== 'canceled' && status !== 'incomplete_expired';
}
