/** A Subscription that Stripe made after whoever asked for it had given it up. */
import { eq } from 'drizzle-orm';
import { beforeAll, expect, it, vi } from 'vitest';
import { prepareQueues } from '../../jobs/boss';
import type { AccountSubscriptionId } from '../../model/ids';
import { alteringProxy } from '../../payments/testing/altering-proxy';
import { sendRefundAgain } from '../../payments/refunds/send-refund-again';
import { operator } from '../../payments/testing/after-sale';
import { openMarket } from '../../payments/testing/market';
import { getDb } from '../../store/client';
import { refunds } from '../../store/schema';
import { convergeAccountSubscription } from '../converge-event';
import { startSubscription } from './start-subscription';
import { openPlan, type PlanStall } from '../testing/mirrors';
import { readInvoices } from '../testing/life';
import {
  firstOf,
  onAccountOf,
  placedPlans,
  planOf,
  readStart,
  rewindStart,
} from '../testing/starts';

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
    const ends = (await market.emulator.writes()).filter((write) => write.includes(path));
    expect(new Set(ends.map((write) => write.split(' ').at(-1))).size).toBe(1);
    // Its buyer has nothing of it, and has paid nothing.
    const on = { stripeAccount: row.accountId };
    const { data } = await market.emulator.stripe.refunds.list({ limit: 10 }, on);
    const given = data.filter(({ metadata }) => metadata?.subscription === id);
    expect(given.map(({ amount, status }) => [amount, status])).toEqual([
      [row.unitAmount, 'succeeded'],
    ]);
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
  // Paid twice, given back once; both are written down.
  const { data } = await stripe.charges.list({ customer: String(there.customer) }, on);
  expect(data.map(({ amount_refunded: back }) => back).sort()).toEqual([0, row.unitAmount]);
  const invoices = await readInvoices(id);
  expect(invoices.filter(({ isStray }) => isStray)).toHaveLength(1);
  expect(await planOf(of)).toMatchObject({ standing: 'paid', afterSale: { refunded: null } });
});

it('has its money sent back by an operator where Stripe refused that at first', async () => {
  const { id, row, stripeId } = await begun();
  const on = { stripeAccount: row.accountId };
  await rewindStart(id, { state: 'failed' });
  const error = { type: 'invalid_request_error', code: 'balance_insufficient', message: 'No.' };
  const path = '/v1/refunds';
  await market.emulator.fault({ method: 'POST', path, action: 'fail', status: 400, error });
  expect(await convergeAccountSubscription(row.accountId, stripeId)).toBe('converged');
  const back = async () => {
    const { data } = await market.emulator.stripe.refunds.list({ limit: 100 }, on);
    return data.filter(({ metadata }) => metadata?.subscription === id).length;
  };
  expect(await back()).toBe(0);
  const db = await getDb();
  const [refund] = await db.select().from(refunds).where(eq(refunds.state, 'failed'));
  expect(await sendRefundAgain(await operator(), refund?.id as never)).toMatchObject({ ok: true });
  expect(await back()).toBe(1);
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
