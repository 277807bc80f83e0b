/**
 * Test clocks as others see them: who goes by one, and how far it may be advanced
 * (docs.stripe.com/billing/testing/test-clocks).
 */
import type Stripe from 'stripe';
import { invalidRequest, noSuch, type Context } from '../server/contract';

export type TestClock = Stripe.TestHelpers.TestClock;

/** A test clock; Stripe's `resource_missing` when there is none. */
export function findClock(
  context: Context,
  id: string,
  param = 'test_clock',
  status = 404,
): TestClock {
  const found = context.records.get('test_helpers.test_clock', id);
  if (!found) throw noSuch('test_clock', id, param, status);
  return found.object;
}

/** The customers that go by a clock. */
export function customersOf(context: Context, clock: string): Stripe.Customer[] {
  return context.records
    .where('customer', 'test_clock', clock)
    .filter(({ hidden }) => !hidden.deleted)
    .map(({ object }) => object);
}

/**
 * The context in which a new customer of this clock is made; as it is without one. Up to three
 * customers go by one clock.
 */
export function joining(context: Context, id: string | undefined): Context {
  if (id === undefined) return context;
  const clock = findClock(context, id, 'test_clock', 400);
  if (customersOf(context, id).length >= 3) {
    throw invalidRequest('A test clock can have up to 3 customers.', { param: 'test_clock' });
  }
  return context.at(clock.frozen_time);
}

/** Writing to what goes by a clock has to wait until the clock stands again. */
export function checkStanding(context: Context, clock: string | null): void {
  if (clock !== null) checkReady(findClock(context, clock));
}

/** The same of the clock itself. The sentence is as integrations quote it, its status unconfirmed. */
export function checkReady(clock: TestClock): void {
  if (clock.status === 'ready') return;
  throw invalidRequest(
    'Test clock advancement underway - cannot perform modifications. Please try again once the clock is ready.',
    { status: 429, code: 'rate_limit' },
  );
}
