/**
 * Test clocks (docs.stripe.com/api/test_clocks): customers, and all that is billed to them, go by a
 * time of their own, which stands until it is advanced.
 */
import type Stripe from 'stripe';
import { furthest } from '../billing/clock-limits';
import type { Planned } from '../billing/moment';
import { runPlanned } from '../billing/tasks';
import { checkReady, customersOf, findClock, type TestClock } from '../billing/test-clock';
import { invalidRequest, route, type Context, type Resource } from '../server/contract';
import { removeCustomer } from './customers';
import { findCustomer } from './payment-method-use';

const day = 24 * 60 * 60;

function create(context: Context, given: Stripe.TestHelpers.TestClockCreateParams): TestClock {
  const clock = {
    id: context.id('clock_'),
    object: 'test_helpers.test_clock',
    created: context.now(),
    deletes_after: context.now() + 30 * day,
    frozen_time: given.frozen_time,
    livemode: false,
    name: given.name ?? null,
    status: 'ready',
    status_details: {},
  } satisfies TestClock;
  context.records.put('test_helpers.test_clock', clock, null);
  context.emit('test_helpers.test_clock.created', clock);
  if (given.customer !== undefined) adopt(context, given.customer, clock.id);
  context.schedule(30 * day * 1000, 'delete_test_clock', { clock: clock.id });
  return clock;
}

/** A customer of whom nothing has been billed yet may be put on a clock (text unconfirmed). */
function adopt(context: Context, id: string, clock: string): void {
  const customer = findCustomer(context, id);
  const { records } = context;
  const billed = (['subscription', 'invoice', 'invoiceitem'] as const).some(
    (kind) => records.where(kind, 'customer', id).length > 0,
  );
  if (customer.test_clock || billed) {
    throw invalidRequest(
      `The customer ${id} cannot be put on a test clock: it has one, or has been billed already.`,
      { param: 'customer' },
    );
  }
  const after = { ...customer, test_clock: clock };
  records.put('customer', after);
  context.emit('customer.updated', after, { test_clock: null });
}

/** Sets out for a later time. What is due on the way happens next, each thing at its own moment. */
function advance(
  context: Context,
  { frozen_time: target }: Stripe.TestHelpers.TestClockAdvanceParams,
  id: string,
): TestClock {
  const before = findClock(context, id);
  checkReady(before);
  if (target <= before.frozen_time) {
    throw invalidRequest('The test clock can only be advanced to a later time.', {
      param: 'frozen_time',
    });
  }
  const most = furthest(context, before);
  if (target > most) {
    throw invalidRequest(
      `The test clock cannot be advanced further than ${most}: up to two intervals of its shortest subscription, or two years without one.`,
      { param: 'frozen_time' },
    );
  }
  const clock: TestClock = {
    ...before,
    status: 'advancing',
    status_details: { advancing: { target_frozen_time: target } },
  };
  context.records.put('test_helpers.test_clock', clock);
  context.emit('test_helpers.test_clock.advancing', clock);
  context.schedule(0, 'advance_test_clock', { clock: id });
  return clock;
}

/** Does the next thing that is due, and plans the one after it; at the end the clock is ready. */
function step(context: Context, { clock: id }: { clock: string }): void {
  const clock = context.records.get('test_helpers.test_clock', id)?.object;
  const target = clock?.status_details.advancing?.target_frozen_time;
  if (!clock || target === undefined) return;
  const timers = context.records.where('clock_timer', 'clock', id).reverse();
  const [first] = timers.map(({ object }) => object).sort((a, b) => a.at - b.at);
  if (!first || first.at > target) {
    const ready: TestClock = {
      ...clock,
      frozen_time: target,
      status: 'ready',
      status_details: {},
    };
    context.records.put('test_helpers.test_clock', ready);
    context.emit('test_helpers.test_clock.ready', ready);
    return;
  }
  const frozen_time = Math.max(clock.frozen_time, first.at);
  context.records.put('test_helpers.test_clock', { ...clock, frozen_time });
  context.records.remove('clock_timer', first.id);
  runPlanned(context, first);
  context.schedule(0, 'advance_test_clock', { clock: id });
}

/** Its customers, and what is billed to them, go with it. */
function remove(context: Context, id: string): Stripe.TestHelpers.DeletedTestClock {
  const clock = findClock(context, id);
  for (const customer of customersOf(context, id)) removeCustomer(context, customer.id);
  for (const { object } of context.records.where('clock_timer', 'clock', id)) {
    context.records.remove('clock_timer', object.id);
  }
  context.records.remove('test_helpers.test_clock', id);
  context.emit('test_helpers.test_clock.deleted', clock);
  return { id, object: 'test_helpers.test_clock', deleted: true };
}

const path = '/v1/test_helpers/test_clocks';

export const testClocks: Resource = {
  object: 'test_helpers.test_clock',
  routes: [
    route('POST', path, 'TestHelpersTestClockCreateParams', create),
    route('GET', path, 'TestHelpersTestClockListParams', (context, given) =>
      context.page('test_helpers.test_clock', given, path),
    ),
    route('GET', `${path}/:id`, 'TestHelpersTestClockRetrieveParams', (context, _, ids) =>
      findClock(context, ids.id ?? ''),
    ),
    route(
      'POST',
      `${path}/:id/advance`,
      'TestHelpersTestClockAdvanceParams',
      (context, given, ids) => advance(context, given, ids.id ?? ''),
    ),
    route('DELETE', `${path}/:id`, 'TestHelpersTestClockDeleteParams', (context, _, ids) =>
      remove(context, ids.id ?? ''),
    ),
  ],
  tasks: {
    advance_test_clock: step,
    billing: (context, planned: Planned) => runPlanned(context, planned),
    delete_test_clock: (context, { clock }: { clock: string }) => {
      if (context.records.get('test_helpers.test_clock', clock)) remove(context, clock);
    },
  },
};
