/** The credit of a buyer that went into a Subscription nobody wants, and the invoices that it left open. */
import { and, eq, sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { prepareQueues } from '../../jobs/boss';
import type { AccountCustomerId } from '../../model/ids';
import { operator } from '../../payments/testing/after-sale';
import { alteringProxy } from '../../payments/testing/altering-proxy';
import { openMarket } from '../../payments/testing/market';
import { minutesAgo } from '../../payments/testing/orders';
import { getDb } from '../../store/client';
import { accountCustomers, milestones, subscriptions } from '../../store/schema';
import { readOwnSubscription } from '../subscriptions';
import { day, passTime } from '../testing/life';
import { openPlan, type PlanStall } from '../testing/mirrors';
import { firstOf, placedPlans, rewindStart } from '../testing/starts';
import { giveCredit, makeStray, type Stray } from '../testing/strays';
import { endStoppedStart } from './end-stopped-start';
import { startSubscription } from './start-subscription';

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

const on = () => ({ stripeAccount: plan.accountId });
const stripe = () => market.emulator.stripe;
const ledgerPath = /^POST .*\/balance_transactions$/;

const stray = (credit?: number) => makeStray(market.emulator, plan, credit);
const give = (customer: string, amount: number) =>
  giveCredit(market.emulator, plan, customer, amount);

const balanceOf = async (customer: string) => {
  const found = await stripe().customers.retrieve(customer, {}, on());
  return found.deleted ? null : found.balance;
};

/** What was written to its ledger, oldest first. */
async function ledgerOf(customer: string) {
  const { data } = await stripe().customers.listBalanceTransactions(customer, {}, on());
  return data.map(({ amount, type }) => [type, amount]).reverse();
}

/** The credit was given, taken, and given back once; and what was charged beside it went back as well. */
async function isBack({ customer, credit, price }: Stray) {
  expect(await balanceOf(customer)).toBe(-credit);
  const used = Math.min(credit, price);
  expect(await ledgerOf(customer)).toEqual([
    ['adjustment', -credit],
    ['applied_to_invoice', used],
    ['adjustment', -used],
  ]);
  const { data } = await stripe().charges.list({ customer, limit: 10 }, on());
  const back = data.map(({ amount_refunded: refunded }) => refunded);
  expect(back).toEqual(used < price ? [price - used, 0] : [0]);
}

describe('the credit that a stray has used', () => {
  it('is put back with what was charged, once, and told to its buyer', async () => {
    const one = await stray();
    expect(await one.told()).toBe('converged');
    await isBack(one);
    expect(await one.told()).toBe('converged');
    await isBack(one);
    const db = await getDb();
    const { accountCustomerId, credit } = accountCustomers;
    const [told] = await db
      .select({ credit })
      .from(accountCustomers)
      .where(eq(accountCustomerId, one.customer as AccountCustomerId));
    expect(told).toEqual({ credit: one.credit });
    const view = await readOwnSubscription(one.of.buyer.id, one.id);
    const shown = view?.invoices.map((invoice) => [
      invoice.creditUsed?.amount,
      invoice.creditState,
      invoice.afterSale.fact,
    ]);
    expect(shown).toHaveLength(2);
    expect(shown).toContainEqual([one.credit, 'back', 'refunded']);
    expect(shown).toContainEqual([undefined, 'used', null]);
  });

  it('is put back where it paid for the whole, and no card was charged', async () => {
    const one = await stray(1_000_000);
    expect(await one.told()).toBe('converged');
    await isBack(one);
  });

  it('is put back once where the answer is lost, and found when its key is forgotten', async () => {
    const one = await stray();
    const path = `/v1/customers/${one.customer}/balance_transactions`;
    await market.emulator.fault({ method: 'POST', path, action: 'drop', times: 3 });
    await expect(one.told()).rejects.toThrow();
    await passTime(market.emulator, 2 * day);
    const db = await getDb();
    await db.update(milestones).set({ at: sql`now() - interval '2 days'` });
    expect(await one.told()).toBe('converged');
    await isBack(one);
  });

  it.each([
    ['it was written all the same', true, 1],
    ['it was not', false, 2],
  ])('is put back once where its key tells of a fault for ever, and %s', async (_, done, keys) => {
    const one = await stray();
    Object.assign(proxy, { broken: ledgerPath, done });
    expect(await one.told()).toBe('converged');
    proxy.broken = null;
    expect(proxy.keys.size).toBe(keys);
    await isBack(one);
  });

  it('is put back once where two hear of it at the same time', async () => {
    const one = await stray();
    await Promise.allSettled([one.told(), one.told()]);
    expect(await one.told()).toBe('converged');
    await isBack(one);
  });

  it('is put back where an operator ends a start that does not agree', async () => {
    const of = await placedPlans(market.emulator, [plan]);
    const id = firstOf(of);
    const { id: customer } = await stripe().customers.create(
      { metadata: { buyer: of.buyer.id } },
      on(),
    );
    await give(customer, 300);
    const db = await getDb();
    await db
      .update(accountCustomers)
      .set({ accountCustomerId: customer as AccountCustomerId })
      .where(
        and(
          eq(accountCustomers.buyerId, of.buyer.id),
          eq(accountCustomers.accountId, plan.accountId),
        ),
      );
    const agree = (feeBasisPoints: number) =>
      db.update(subscriptions).set({ feeBasisPoints }).where(eq(subscriptions.id, id));
    await agree(5_000);
    await startSubscription(id);
    expect(await balanceOf(customer)).toBe(0);
    await agree(1_000);
    await rewindStart(id, { state: 'subscribing', attemptedAt: minutesAgo(1_440) });
    await startSubscription(id);
    const path = `/v1/customers/${customer}/balance_transactions`;
    await market.emulator.fault({ method: 'POST', path, action: 'drop', times: 3 });
    const olu = await operator();
    expect(await endStoppedStart(olu, id)).toMatchObject({ reason: 'unreachable' });
    expect(await endStoppedStart(olu, id)).toMatchObject({ ok: true });
    expect(await balanceOf(customer)).toBe(-300);
    const { data } = await stripe().charges.list({ customer }, on());
    expect(data.map(({ refunded }) => refunded)).toEqual([true]);
  });
});

it('voids what a stray still waits to be paid, with the credit that went into it', async () => {
  const one = await stray();
  const { customer, late } = one;
  await give(customer, 200);
  const extra = { customer, subscription: late.id };
  const made = await stripe().invoices.create(extra, on());
  const item = { ...extra, invoice: made.id, amount: 900, currency: 'usd' };
  await stripe().invoiceItems.create(item, on());
  const { amount_due: due } = await stripe().invoices.finalizeInvoice(made.id, {}, on());
  expect(due).toBe(700);
  expect(await one.told()).toBe('converged');
  expect((await stripe().invoices.retrieve(made.id, {}, on())).status).toBe('void');
  expect(await balanceOf(customer)).toBe(-500);
});
