import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AccountMethodId, IdempotencyKey } from '../../model/ids';
import { minutesAgo } from '../../payments/testing/orders';
import { openMarket } from '../../payments/testing/market';
import { getDb } from '../../store/client';
import { newLeaseOwner } from '../../store/lease';
import {
  accountCustomers,
  processes,
  savedMethods,
  subscriptions,
  users,
} from '../../store/schema';
import { startWork, stopWork } from '../../work/start-work';
import { accountCustomer } from './account-customer';
import { claimStarts } from './claim-starts';
import { storeNoStart, storeStart, storeStep } from './start-progress';
import { startSubscription, startSubscriptions } from './start-subscription';
import { openPlan, type PlanStall } from '../testing/mirrors';
import {
  firstOf,
  freeStart,
  onAccountOf,
  placedPlans,
  planOf,
  readStart,
  rewindStart,
  writesOfStart,
  type PlacedPlans,
} from '../testing/starts';

const market = openMarket(1);
let plan: PlanStall;
let second: PlanStall;
const patience = { timeout: 15_000 };

beforeAll(async () => {
  const [stall] = market.stalls;
  if (!stall) throw new Error('no stall');
  plan = await openPlan(market.emulator, stall);
  second = await openPlan(market.emulator, stall);
});

/** Holds the one plan of this order to have begun, and the account to have been charged once. */
async function begunOnce(of: PlacedPlans): Promise<void> {
  const { row } = await readStart(firstOf(of));
  expect(row).toMatchObject({ state: 'started', status: 'active', leaseOwner: null });
  expect(await onAccountOf(market.emulator, row.accountId, of.buyer)).toEqual({
    customers: 1,
    subscriptions: ['active'],
    taken: row.unitAmount,
  });
}

async function claimed(of: PlacedPlans) {
  const [task] = await claimStarts([firstOf(of)], newLeaseOwner());
  if (!task?.clone) throw new Error('no task');
  return { ...task, clone: task.clone };
}

const on = ({ accountId }: { accountId: string }, key: IdempotencyKey) => ({
  stripeAccount: accountId,
  idempotencyKey: key,
});

/** Makes the Customer as a driver would, and stores that or not. */
async function makeCustomer(of: PlacedPlans, stored: boolean): Promise<string> {
  const task = await claimed(of);
  if (stored) {
    const id = await accountCustomer(task, {});
    await storeStep(task, 'cloning');
    return id;
  }
  const { buyer } = of;
  const key = `customer:${buyer.id}:${task.accountId}` as IdempotencyKey;
  const { id } = await market.emulator.stripe.customers.create(
    { name: buyer.name, email: buyer.email, metadata: { buyer: buyer.id } },
    on(task, key),
  );
  return id;
}

async function makeClone(of: PlacedPlans, stored: boolean): Promise<string> {
  await makeCustomer(of, true);
  await freeStart(firstOf(of));
  const task = await claimed(of);
  const { id } = await market.emulator.stripe.paymentMethods.create(
    { customer: String(task.platformCustomerId), payment_method: task.clone.platformMethodId },
    on(task, task.clone.cloneKey),
  );
  if (stored) await storeStep(task, 'attaching', { accountMethodId: id as AccountMethodId });
  return id;
}

async function attachClone(of: PlacedPlans, stored: boolean): Promise<string> {
  const clone = await makeClone(of, true);
  await freeStart(firstOf(of));
  const task = await claimed(of);
  await market.emulator.stripe.paymentMethods.attach(
    clone,
    { customer: String(task.accountCustomerId) },
    on(task, task.clone.attachKey),
  );
  if (stored) await storeStep(task, 'subscribing', { attached: true });
  return clone;
}

describe('a process that dies', () => {
  it.each([
    ['after the order was written', async () => {}],
    ['after the Customer was made', (of: PlacedPlans) => makeCustomer(of, false)],
    ['after the Customer was stored', (of: PlacedPlans) => makeCustomer(of, true)],
    ['after the clone was made', (of: PlacedPlans) => makeClone(of, false)],
    ['after the clone was stored', (of: PlacedPlans) => makeClone(of, true)],
    ['after the clone was attached', (of: PlacedPlans) => attachClone(of, false)],
    ['after that was stored', (of: PlacedPlans) => attachClone(of, true)],
  ])('%s: whoever goes on makes the rest once, with the same keys', async (_, dieAfter) => {
    const of = await placedPlans(market.emulator, [plan]);
    await dieAfter(of);
    await freeStart(firstOf(of));
    await startSubscription(firstOf(of));
    await begunOnce(of);
    const made = [...new Set(await market.emulator.writes())];
    expect(made).toEqual(await writesOfStart(firstOf(of)));
  });

  it('after the Subscription was made and before it was stored: it is found by its key', async () => {
    const of = await placedPlans(market.emulator, [plan]);
    const id = firstOf(of);
    await startSubscription(id);
    const before = await readStart(id);
    await rewindStart(id, { state: 'subscribing' });
    await market.emulator.forget();
    await startSubscription(id);
    expect((await readStart(id)).row.accountSubscriptionId).toBe(before.row.accountSubscriptionId);
    await begunOnce(of);
    const writes = (await market.emulator.calls()).filter(({ method }) => method !== 'GET');
    expect(writes.map(({ path, replayed }) => [path, replayed])).toEqual([
      ['/v1/subscriptions', true],
    ]);
  });

  it('before a decline was stored: the same Subscription waits for its payment, asked once', async () => {
    const of = await placedPlans(market.emulator, [plan], 'pm_card_chargeCustomerFail');
    const id = firstOf(of);
    await startSubscription(id);
    await rewindStart(id, { state: 'subscribing' });
    await startSubscription(id);
    expect(await planOf(of)).toMatchObject({ standing: 'declined', canRetry: true });
    const { row } = await readStart(id);
    expect(await onAccountOf(market.emulator, row.accountId, of.buyer)).toMatchObject({
      subscriptions: ['incomplete'],
      taken: 0,
    });
  });

  it('is replaced by the next start of the shop', async () => {
    const of = await placedPlans(market.emulator, [plan]);
    const db = await getDb();
    await db
      .update(subscriptions)
      .set({ leaseOwner: 'proc_of_before:run_1', leaseUntil: sql`now() + interval '1 minute'` })
      .where(eq(subscriptions.id, firstOf(of)));
    await db.insert(processes).values({ name: 'proc_of_before', beatAt: minutesAgo(1) });
    await startWork();
    const state = async () => (await readStart(firstOf(of))).row.status;
    await expect.poll(state, patience).toBe('active');
    await stopWork();
    await begunOnce(of);
  });
});

describe('two drivers', () => {
  it('at once make each call once', async () => {
    const of = await placedPlans(market.emulator, [plan]);
    const id = firstOf(of);
    await Promise.all([startSubscription(id), startSubscription(id), startSubscriptions([id])]);
    await begunOnce(of);
    expect(await market.emulator.writes()).toEqual(await writesOfStart(id));
  });

  it('of two plans of one seller make one Customer', async () => {
    const of = await placedPlans(market.emulator, [plan, second]);
    await Promise.all(of.ids.map((id) => startSubscription(id)));
    const { row } = await readStart(firstOf(of));
    expect(await onAccountOf(market.emulator, row.accountId, of.buyer)).toMatchObject({
      customers: 1,
      subscriptions: ['active', 'active'],
    });
  });

  it('take over only when the lease has run out, and the one who overslept is refused', async () => {
    const of = await placedPlans(market.emulator, [plan]);
    const early = await claimed(of);
    expect(await claimStarts(of.ids, newLeaseOwner())).toEqual([]);
    await startSubscription(firstOf(of));
    expect(await market.emulator.writes()).toEqual([]);
    await freeStart(firstOf(of));
    await startSubscription(firstOf(of));
    expect(await storeStep(early, 'cloning')).toBe(false);
    expect(await storeStart(early, {} as never)).toBe(false);
    expect(await storeNoStart(early, 'failed', {} as never)).toBe(false);
    await begunOnce(of);
  });
});

describe('an answer that is lost', () => {
  it.each([
    '/v1/customers',
    '/v1/payment_methods',
    '/v1/payment_methods/*/attach',
    '/v1/subscriptions',
  ])('to %s is asked for again, and nothing is done twice', async (path) => {
    const of = await placedPlans(market.emulator, [plan]);
    const id = firstOf(of);
    await market.emulator.fault({ method: 'POST', path, action: 'drop', times: 3 });
    await startSubscription(id);
    expect(await planOf(of)).toMatchObject({ standing: 'charging', stalled: true });
    await market.emulator.clearFaults();
    await freeStart(id);
    await startSubscription(id);
    await begunOnce(of);
  });
});

it('a buyer whose name changed between a lost answer and its repeat gets a Customer all the same', async () => {
  const of = await placedPlans(market.emulator, [plan]);
  await makeCustomer(of, false);
  const db = await getDb();
  await db.update(users).set({ name: 'Jenny Rose' }).where(eq(users.id, of.buyer.id));
  await freeStart(firstOf(of));
  await startSubscription(firstOf(of));
  await freeStart(firstOf(of));
  await startSubscription(firstOf(of));
  expect((await readStart(firstOf(of))).row).toMatchObject({ state: 'started', status: 'active' });
});

describe('a card that is taken out of the wallet before its plan begins', () => {
  it.each(['customer', 'attaching'] as const)('in %s: it does not begin', async (state) => {
    const of = await placedPlans(market.emulator, [plan]);
    if (state === 'attaching') await makeClone(of, true);
    await freeStart(firstOf(of));
    const db = await getDb();
    await db
      .update(savedMethods)
      .set({ status: 'removing' })
      .where(eq(savedMethods.id, of.card.id));
    await startSubscription(firstOf(of));
    const { row, clones } = await readStart(firstOf(of));
    expect(row).toMatchObject({ state: 'failed', problem: { code: 'method_removed' } });
    expect(clones.map(({ unwantedAt }) => unwantedAt !== null)).toEqual([state === 'attaching']);
    expect(await onAccountOf(market.emulator, row.accountId, of.buyer)).toMatchObject({
      subscriptions: [],
    });
  });
});

describe('after Stripe has forgotten the keys', () => {
  const twoDays = 2 * 24 * 60;

  async function twoDaysLater(of: PlacedPlans): Promise<void> {
    await rewindStart(firstOf(of), {
      state: 'subscribing',
      attemptedAt: minutesAgo(twoDays),
    });
    await market.emulator.forget();
  }

  it('a Subscription that was made is found by what we wrote on it', async () => {
    const of = await placedPlans(market.emulator, [plan]);
    await startSubscription(firstOf(of));
    await twoDaysLater(of);
    await startSubscription(firstOf(of));
    await begunOnce(of);
    expect(await market.emulator.writes()).toEqual([]);
  });

  it('one that was never made is not made any more: the buyer may try again', async () => {
    const of = await placedPlans(market.emulator, [plan]);
    await attachClone(of, true);
    await twoDaysLater(of);
    await startSubscription(firstOf(of));
    expect(await planOf(of)).toMatchObject({ standing: 'failed', canRetry: true });
    expect((await planOf(of)).problem?.code).toBe('nothing_charged');
    expect(await market.emulator.writes()).toEqual([]);
  });

  it('the buyer’s Customer on the account is found, not made again', async () => {
    const of = await placedPlans(market.emulator, [plan]);
    const made = await makeCustomer(of, false);
    await freeStart(firstOf(of));
    const db = await getDb();
    await db
      .update(accountCustomers)
      .set({ createdAt: minutesAgo(twoDays) })
      .where(eq(accountCustomers.buyerId, of.buyer.id));
    await market.emulator.forget();
    await startSubscription(firstOf(of));
    await begunOnce(of);
    const writes = await market.emulator.writes();
    expect(writes.filter((write) => write.includes('/v1/customers'))).toEqual([]);
    const [customer] = await db
      .select()
      .from(accountCustomers)
      .where(eq(accountCustomers.buyerId, of.buyer.id));
    expect(customer?.accountCustomerId).toBe(made);
  });
});

it('a buyer who has another name by the repeat has one Customer all the same', async () => {
  const of = await placedPlans(market.emulator, [plan]);
  const id = firstOf(of);
  const path = '/v1/customers';
  await market.emulator.fault({ method: 'POST', path, action: 'drop', times: 3 });
  await startSubscription(id);
  expect((await readStart(id)).row.state).toBe('customer');
  const db = await getDb();
  await db.update(users).set({ name: 'Ann Lee' }).where(eq(users.id, of.buyer.id));
  // The first finds that its key tells no more, the second what was made with it.
  for (let tries = 0; tries < 2; tries += 1) {
    await freeStart(id);
    await startSubscription(id);
  }
  const { row } = await readStart(id);
  expect(row).toMatchObject({ state: 'started', status: 'active' });
  expect(await onAccountOf(market.emulator, row.accountId, of.buyer)).toMatchObject({
    customers: 1,
  });
});
