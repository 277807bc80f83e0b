/**
 * A server error that Stripe keeps under an idempotency key answers every repeat with that key for a
 * day, whether what was asked for was done or not. https://docs.stripe.com/error-low-level#idempotency
 */
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { prepareQueues } from '../../jobs/boss';
import { alteringProxy } from '../../payments/testing/altering-proxy';
import { openMarket } from '../../payments/testing/market';
import { startSubscription } from './start-subscription';
import { openPlan, type PlanStall } from '../testing/mirrors';
import { firstOf, freeStart, onAccountOf, placedPlans, readStart } from '../testing/starts';

const proxy = alteringProxy();
const market = openMarket(1, proxy.open);
let plan: PlanStall;
beforeAll(async () => {
  await prepareQueues();
  plan = await openPlan(market.emulator, market.stalls[0] as never);
});
beforeEach(() => {
  proxy.keys.clear();
});

it.each([
  ['a Customer, not made', /^POST \/v1\/customers$/, false, 2],
  ['a Customer, made all the same', /^POST \/v1\/customers$/, true, 1],
  ['a clone, not made', /^POST \/v1\/payment_methods$/, false, 2],
  ['a clone, made all the same', /^POST \/v1\/payment_methods$/, true, 2],
  ['its keeping, not done', /^POST .*\/attach$/, false, 2],
  ['its keeping, done all the same', /^POST .*\/attach$/, true, 2],
  ['a Subscription, made all the same', /^POST \/v1\/subscriptions$/, true, 1],
])('to %s: it begins once, at one Customer', async (_, broken, done, keys) => {
  const of = await placedPlans(market.emulator, [plan]);
  const id = firstOf(of);
  Object.assign(proxy, { broken, done });
  for (let round = 0; round < 2; round += 1) {
    await startSubscription(id);
    await freeStart(id);
  }
  proxy.broken = null;
  // What was made is found there, where it can be; else another key asks once more.
  expect(proxy.keys.size).toBe(keys);
  const { row } = await readStart(id);
  expect(row).toMatchObject({ state: 'started', status: 'active' });
  expect(await onAccountOf(market.emulator, row.accountId, of.buyer)).toEqual({
    customers: 1,
    subscriptions: ['active'],
    taken: row.unitAmount,
  });
});
