/** A Subscription that Stripe made after whoever asked for it had given it up. */
import { beforeAll, expect, it, vi } from 'vitest';
import { prepareQueues } from '../jobs/boss';
import type { AccountSubscriptionId } from '../model/ids';
import { alteringProxy } from '../payments/testing/altering-proxy';
import { openMarket } from '../payments/testing/market';
import { convergeAccountSubscription } from './converge-event';
import { startSubscription } from './start-subscription';
import { openPlan, type PlanStall } from './testing/mirrors';
import { firstOf, onAccountOf, placedPlans, readStart, rewindStart } from './testing/starts';

const proxy = alteringProxy(/^GET \/v1\/subscriptions\//);
const market = openMarket(1, proxy.open);
let plan: PlanStall;
beforeAll(async () => {
  await prepareQueues();
  plan = await openPlan(market.emulator, market.stalls[0] as never);
});

async function begun() {
  const of = await placedPlans(market.emulator, [plan]);
  const id = firstOf(of);
  await startSubscription(id);
  const { row } = await readStart(id);
  const stripeId = row.accountSubscriptionId as AccountSubscriptionId;
  return { of, id, row, stripeId };
}

it.each(['failed', 'declined', 'canceled'] as const)(
  'is ended by its event where the start has %s, once',
  async (state) => {
    const { of, id, row, stripeId } = await begun();
    await rewindStart(id, { state });
    await market.emulator.forget();
    const path = `/v1/subscriptions/${stripeId}`;
    await market.emulator.fault({ method: 'DELETE', path, action: 'drop', times: 3 });
    await expect(convergeAccountSubscription(row.accountId, stripeId)).rejects.toThrow();
    expect(await convergeAccountSubscription(row.accountId, stripeId)).toBe('converged');
    expect(await convergeAccountSubscription(row.accountId, stripeId)).toBe('converged');
    const { subscriptions } = await onAccountOf(market.emulator, row.accountId, of.buyer);
    expect(subscriptions).toEqual(['canceled']);
    const keys = new Set((await market.emulator.writes()).map((write) => write.split(' ').at(-1)));
    expect(keys.size).toBe(1);
    expect((await readStart(id)).row).toMatchObject({ state, accountSubscriptionId: null });
  },
);

it('is ended where another try has begun, and that goes on', async () => {
  const { of, id, row, stripeId } = await begun();
  const on = { stripeAccount: row.accountId };
  const { stripe } = market.emulator;
  const there = await stripe.subscriptions.retrieve(stripeId, {}, on);
  const late = await stripe.subscriptions.create(
    {
      customer: String(there.customer),
      items: [{ price: row.accountPriceId }],
      default_payment_method: String(there.default_payment_method),
      metadata: there.metadata,
    },
    on,
  );
  const told = late.id as AccountSubscriptionId;
  expect(await convergeAccountSubscription(row.accountId, told)).toBe('converged');
  const { subscriptions } = await onAccountOf(market.emulator, row.accountId, of.buyer);
  expect(subscriptions.sort()).toEqual(['active', 'canceled']);
  expect((await readStart(id)).row).toMatchObject({
    state: 'started',
    accountSubscriptionId: stripeId,
  });
});

it('is left alone where a seller made it, with what ours says of itself', async () => {
  const { of, id, row, stripeId } = await begun();
  await rewindStart(id, { state: 'failed' });
  // Of Connect's applications none made it.
  proxy.alter = (answer) => {
    answer.body = answer.body.replace(/"application": ?"[^"]*"/g, '"application": null');
  };
  expect(await convergeAccountSubscription(row.accountId, stripeId)).toBe('not_ours');
  proxy.alter = null;
  const { subscriptions } = await onAccountOf(market.emulator, row.accountId, of.buyer);
  expect(subscriptions).toEqual(['active']);
});

it('is left to whoever still starts it', async () => {
  const { of, id, row, stripeId } = await begun();
  await rewindStart(id, { state: 'subscribing' });
  vi.spyOn(console, 'error').mockReturnValue();
  expect(await convergeAccountSubscription(row.accountId, stripeId)).toBe('unknown');
  const { subscriptions } = await onAccountOf(market.emulator, row.accountId, of.buyer);
  expect(subscriptions).toEqual(['active']);
});
