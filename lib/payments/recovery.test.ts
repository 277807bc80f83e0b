import { eq, sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AccountId, LegId } from '../model/ids';
import { getDb } from '../store/client';
import { legs, orders, savedMethods, variants } from '../store/schema';
import { claimLegs, newLeaseOwner, storeClone, storeEnding } from './leg-progress';
import { getOrder } from './orders';
import { payLeg, payLegs } from './pay-leg';
import { removeMethod } from './remove-method';
import { resumeLeg, resumeUnfinishedLegs, stopWatchingLegs } from './resume-leg';
import { startCheckout } from './start-checkout';
import { openHouse } from './testing/house';
import { freeLease, onAccount, placed, readLeg, rewind, type Placed } from './testing/orders';
import { fillCart, newBuyer, openStalls, saveCard, writesOf, type Stall } from './testing/shop';

const house = openHouse();
const patience = { timeout: 15_000 };
let stalls: Stall[];

beforeAll(async () => {
  stalls = await openStalls(house.emulator, 2);
});
beforeEach(() => {
  // What is logged about a stopped leg is not what these tests are about.
  vi.spyOn(console, 'error').mockReturnValue();
});

const first = (all: readonly LegId[]): LegId => all[0] as LegId;
const minutesAgo = (minutes: number) =>
  sql`now() - make_interval(mins => ${minutes}::int)` as never;
const oneStall = () => stalls.slice(0, 1);

async function paidOnce({ orderId, legIds }: Placed): Promise<void> {
  const { leg } = await readLeg(first(legIds));
  expect(leg.state).toBe('paid');
  expect(leg.leaseOwner).toBeNull();
  expect(await onAccount(house.emulator, leg.accountId, orderId)).toEqual({
    intents: 1,
    received: leg.amount,
  });
}

describe('a process that dies', () => {
  it('after the order was written: both calls are made', async () => {
    const order = await placed(house.emulator, oneStall());
    await payLeg(first(order.legIds));
    await paidOnce(order);
    const { leg } = await readLeg(first(order.legIds));
    expect(await house.emulator.writes()).toEqual(writesOf(leg).sort());
  });

  it('after the clone was made and before it was stored: the same clone pays', async () => {
    const order = await placed(house.emulator, oneStall());
    const legId = first(order.legIds);
    const [task] = await claimLegs([legId], newLeaseOwner());
    if (!task) throw new Error('no task');
    const made = await house.emulator.stripe.paymentMethods.create(
      { customer: String(task.platformCustomerId), payment_method: task.platformMethodId },
      { stripeAccount: task.accountId, idempotencyKey: task.cloneKey },
    );
    await freeLease(legId);
    await payLeg(legId);
    await paidOnce(order);
    expect((await readLeg(legId)).attempt.cloneId).toBe(made.id);
  });

  it('after the clone was stored: only the charge is made', async () => {
    const order = await placed(house.emulator, oneStall());
    const legId = first(order.legIds);
    const [task] = await claimLegs([legId], newLeaseOwner());
    if (!task) throw new Error('no task');
    const made = await house.emulator.stripe.paymentMethods.create(
      { customer: String(task.platformCustomerId), payment_method: task.platformMethodId },
      { stripeAccount: task.accountId, idempotencyKey: task.cloneKey },
    );
    expect(await storeClone(task, made.id as never)).toBe(true);
    await freeLease(legId);
    await house.emulator.forget();
    await payLeg(legId);
    await paidOnce(order);
    const { leg } = await readLeg(legId);
    expect(await house.emulator.writes()).toEqual(writesOf(leg).slice(1));
  });

  it('after the charge was made and before it was stored: the answer is asked for again', async () => {
    const order = await placed(house.emulator, oneStall());
    const legId = first(order.legIds);
    await payLeg(legId);
    const before = await readLeg(legId);
    await rewind(legId, { state: 'charging' });
    await house.emulator.forget();
    await payLeg(legId);
    expect((await house.emulator.calls()).map(({ path, replayed }) => [path, replayed])).toEqual([
      ['/v1/payment_intents', true],
    ]);
    expect((await readLeg(legId)).attempt.chargeId).toBe(before.attempt.chargeId);
    await paidOnce(order);
  });

  it('before a decline was stored: the same decline is found, the card is asked once', async () => {
    const { emulator } = house;
    const order = await placed(emulator, oneStall(), 'pm_card_chargeCustomerFail');
    const legId = first(order.legIds);
    await payLeg(legId);
    const before = await readLeg(legId);
    await rewind(legId, { state: 'charging' });
    await payLeg(legId);
    const { leg, attempt } = await readLeg(legId);
    expect(leg.state).toBe('declined');
    expect(attempt.chargeId).toBe(before.attempt.chargeId);
    expect(await onAccount(emulator, leg.accountId, order.orderId)).toEqual({
      intents: 1,
      received: 0,
    });
  });

  it('and stays dead until Stripe has forgotten the key: the account is asked before charging', async () => {
    const order = await placed(house.emulator, oneStall());
    const legId = first(order.legIds);
    await payLeg(legId);
    const longAgo = sql`now() - interval '2 days'`;
    await rewind(legId, { state: 'charging' }, { createdAt: longAgo as never });
    await house.emulator.forget();
    await payLeg(legId);
    await paidOnce(order);
    expect(await house.emulator.writes()).toEqual([]);
  });

  it.each(['cloning', 'charging'] as const)(
    'in %s for days, with nothing on the account: the buyer is asked to press again',
    async (state) => {
      const order = await placed(house.emulator, oneStall());
      const legId = first(order.legIds);
      await rewind(legId, { state }, { createdAt: minutesAgo(2 * 24 * 60) });
      await payLeg(legId);
      const leg = (await getOrder(order.buyer.id, order.orderId))?.legs[0];
      expect(leg).toMatchObject({ state: 'failed', canRetry: true });
      expect(leg?.problem?.code).toBe('nothing_charged');
      expect(leg?.problem?.advice).toBe('Nothing was charged. Try again.');
      expect(await house.emulator.writes()).toEqual([]);
    },
  );

  it('holding leases: the next start takes them over at once, and leaves what others hold', async () => {
    const order = await placed(house.emulator, stalls);
    const db = await getDb();
    const [dead, ours] = order.legIds as [LegId, LegId];
    const until = sql`now() + interval '1 minute'`;
    const hold = (legId: LegId, leaseOwner: string) =>
      db.update(legs).set({ leaseOwner, leaseUntil: until }).where(eq(legs.id, legId));
    await hold(dead, 'proc_of_before:run_1');
    await hold(ours, newLeaseOwner());
    await resumeUnfinishedLegs();
    await expect.poll(async () => (await readLeg(dead)).leg.state, patience).toBe('paid');
    stopWatchingLegs();
    expect((await readLeg(ours)).leg.state).toBe('cloning');
  });

  it('is replaced by whoever looks at the order', async () => {
    const order = await placed(house.emulator, oneStall());
    expect((await getOrder(order.buyer.id, order.orderId))?.status).toBe('open');
    const look = async () => (await getOrder(order.buyer.id, order.orderId))?.status;
    await expect.poll(look, patience).toBe('paid');
    const { leg } = await readLeg(first(order.legIds));
    expect(await house.emulator.writes()).toEqual(writesOf(leg).sort());
  });
});

describe('an answer that is lost', () => {
  it.each(['/v1/payment_methods', '/v1/payment_intents'])(
    'of %s once: the SDK asks again with the same key, and the buyer notices nothing',
    async (path) => {
      const { emulator } = house;
      const order = await placed(emulator, oneStall());
      await emulator.fault({ method: 'POST', path, action: 'drop', times: 1 });
      await payLeg(first(order.legIds));
      const calls = (await emulator.calls()).filter((call) => call.path === path);
      expect(calls.map(({ replayed }) => replayed)).toEqual([false, true]);
      expect(new Set(calls.map((call) => call.idempotency_key)).size).toBe(1);
      await paidOnce(order);
    },
  );

  it.each([
    ['/v1/payment_methods', 'cloning'],
    ['/v1/payment_intents', 'charging'],
  ])('of %s for good: the leg waits in its recovery point and is resumed', async (path, state) => {
    const { emulator } = house;
    const order = await placed(emulator, oneStall());
    const legId = first(order.legIds);
    await emulator.fault({ method: 'POST', path, action: 'drop', times: 3 });
    await payLeg(legId);
    const stopped = await readLeg(legId);
    expect(stopped.leg).toMatchObject({ state, leaseOwner: null });
    await freeLease(legId);
    await resumeLeg(legId);
    await paidOnce(order);
    const keys = (await emulator.writes()).map((write) => write.split(' ').at(-1));
    expect(new Set(keys)).toEqual(new Set([stopped.attempt.cloneKey, stopped.attempt.chargeKey]));
  });

  it('on one account does not hold up another, and the order says that it is not done', async () => {
    const { emulator } = house;
    const buyer = await newBuyer();
    const card = await saveCard(emulator, buyer, 'pm_card_visa');
    const quote = await fillCart(buyer, stalls);
    const [troubled, fine] = stalls as [Stall, Stall];
    await emulator.fault({
      method: 'POST',
      path: '/v1/payment_intents',
      account: troubled.accountId,
      action: 'drop',
      times: 3,
    });
    const started = await startCheckout(buyer, { quote, savedMethodId: card.id });
    if (!started.ok) throw new Error(started.message);
    const { orderId } = started.value;
    const order = await getOrder(buyer.id, orderId);
    expect(order?.status).toBe('open');
    expect(order?.legs.map(({ accountId, stateText }) => [accountId, stateText])).toEqual([
      [troubled.accountId, 'Working on it'],
      [fine.accountId, 'Paid'],
    ]);
    const legId = order?.legs[0]?.id as LegId;
    await freeLease(legId);
    await resumeLeg(legId);
    expect((await getOrder(buyer.id, orderId))?.status).toBe('paid');
    expect(await onAccount(emulator, troubled.accountId, orderId)).toMatchObject({ intents: 1 });
  });
});

describe('a key that can tell no more', () => {
  it('is not replaced by a second charge: the account is read, and the charge found there', async () => {
    const order = await placed(house.emulator, oneStall());
    const legId = first(order.legIds);
    await payLeg(legId);
    await rewind(legId, { state: 'charging' });
    // A release that sends something else under the same key.
    const number = `SK-${order.orderId.slice(4, 10).toUpperCase()}`;
    const db = await getDb();
    await db.update(orders).set({ number }).where(eq(orders.id, order.orderId));
    await house.emulator.forget();
    await payLeg(legId);
    expect((await house.emulator.calls()).map(({ method, status }) => [method, status])).toEqual([
      ['POST', 400],
      ['GET', 200],
    ]);
    await paidOnce(order);
  });

  it('puts the leg back while its attempt is young, and ends it when nothing is found later', async () => {
    const { emulator } = house;
    const order = await placed(emulator, oneStall());
    const legId = first(order.legIds);
    const { leg, attempt } = await readLeg(legId);
    await emulator.stripe.paymentIntents.create(
      { amount: 999, currency: 'usd' },
      { stripeAccount: leg.accountId, idempotencyKey: attempt.chargeKey },
    );
    await payLeg(legId);
    expect((await readLeg(legId)).leg).toMatchObject({ state: 'charging', leaseOwner: null });
    await rewind(legId, { state: 'charging' }, { createdAt: minutesAgo(3) });
    await payLeg(legId);
    const ended = await readLeg(legId);
    expect(ended.leg.state).toBe('failed');
    expect(ended.attempt.problem).toMatchObject({ code: 'nothing_charged' });
  });
});

describe('a repeat that is refused', () => {
  it.each([400, 403])('with %i does not hide the charge that was made', async (status) => {
    const { emulator } = house;
    const order = await placed(emulator, oneStall());
    const legId = first(order.legIds);
    await payLeg(legId);
    await rewind(legId, { state: 'charging' });
    await emulator.fault({
      method: 'POST',
      path: '/v1/payment_intents',
      action: 'fail',
      status,
      error: { type: 'invalid_request_error', message: 'no' },
    });
    await payLeg(legId);
    await paidOnce(order);
  });
});

describe('two drivers', () => {
  it('at once make one clone and one charge', async () => {
    const order = await placed(house.emulator, oneStall());
    const legId = first(order.legIds);
    await Promise.all([payLeg(legId), payLeg(legId), resumeLeg(legId), payLegs([legId])]);
    await paidOnce(order);
    const { leg } = await readLeg(legId);
    expect(await house.emulator.writes()).toEqual(writesOf(leg).sort());
  });

  it('take over only when the lease has run out, and the one who overslept is refused', async () => {
    const order = await placed(house.emulator, oneStall());
    const legId = first(order.legIds);
    const [early] = await claimLegs([legId], newLeaseOwner());
    if (!early) throw new Error('no task');
    expect(await claimLegs([legId], newLeaseOwner())).toEqual([]);
    await payLeg(legId);
    expect(await house.emulator.writes()).toEqual([]);

    await freeLease(legId);
    await payLeg(legId);
    expect(await storeClone(early, 'pm_of_the_sleeper' as never)).toBe(false);
    const shelf = async () =>
      (await (await getDb()).select().from(variants)).map(({ id, stock }) => [id, stock]);
    const stock = await shelf();
    expect(await storeEnding(early, { state: 'failed' })).toBe(false);
    expect(await shelf()).toEqual(stock);
    await paidOnce(order);
    expect((await readLeg(legId)).attempt.cloneId).not.toBe('pm_of_the_sleeper');
  });
});

describe('what cannot be charged', () => {
  it('is a card that was removed before it was cloned', async () => {
    const order = await placed(house.emulator, oneStall());
    await removeMethod(order.buyer, order.card.id);
    await house.emulator.forget();
    await payLeg(first(order.legIds));
    const { leg, attempt } = await readLeg(first(order.legIds));
    expect(leg.state).toBe('failed');
    expect(attempt.problem).toMatchObject({ code: 'method_removed' });
    expect(await house.emulator.writes()).toEqual([]);
  });

  it('is a card that is gone at Stripe', async () => {
    const { emulator } = house;
    const order = await placed(emulator, oneStall());
    await emulator.stripe.paymentMethods.detach(order.card.platformMethodId);
    await payLeg(first(order.legIds));
    const view = await getOrder(order.buyer.id, order.orderId);
    expect(view?.legs[0]).toMatchObject({ state: 'failed', canRetry: true });
    expect(view?.legs[0]?.problem?.message).toBe('This payment could not be made.');
    expect(await onAccount(emulator, view?.legs[0]?.accountId ?? '', order.orderId)).toEqual({
      intents: 0,
      received: 0,
    });
  });

  it('is an account that we have no access to', async () => {
    const order = await placed(house.emulator, oneStall());
    const db = await getDb();
    await db
      .update(legs)
      .set({ accountId: 'acct_0000000000000000' as AccountId })
      .where(eq(legs.orderId, order.orderId));
    await payLeg(first(order.legIds));
    const view = await getOrder(order.buyer.id, order.orderId);
    expect(view?.legs[0]?.state).toBe('failed');
    expect(view?.legs[0]?.problem?.message).toBe('This seller cannot be paid at the moment.');
  });
});

it('a leg that was left in processing is read again, not charged again', async () => {
  const order = await placed(house.emulator, oneStall());
  const legId = first(order.legIds);
  await payLeg(legId);
  const { attempt } = await readLeg(legId);
  const { paymentIntentId } = attempt;
  await rewind(legId, { state: 'processing' }, { paymentIntentId });
  await house.emulator.forget();
  await resumeLeg(legId);
  await paidOnce(order);
  expect(await house.emulator.writes()).toEqual([]);
});

describe('a card that was removed while its leg was to be charged', () => {
  const withdraw = async (order: Placed) => {
    const db = await getDb();
    const mine = eq(savedMethods.id, order.card.id);
    await db.update(savedMethods).set({ status: 'removed' }).where(mine);
    await house.emulator.forget();
  };

  it('is not charged any more, though there is a clone of it', async () => {
    const order = await placed(house.emulator, oneStall());
    const legId = first(order.legIds);
    const [task] = await claimLegs([legId], newLeaseOwner());
    if (!task) throw new Error('no task');
    await storeClone(task, 'pm_of_a_dead_driver' as never);
    await rewind(legId, { state: 'charging' }, { createdAt: minutesAgo(3) });
    await withdraw(order);
    await payLeg(legId);
    const { leg, attempt } = await readLeg(legId);
    expect(leg.state).toBe('failed');
    expect(attempt.problem).toMatchObject({ code: 'method_removed' });
    expect(await house.emulator.writes()).toEqual([]);
  });

  it('is settled when the charge had been made before', async () => {
    const order = await placed(house.emulator, oneStall());
    const legId = first(order.legIds);
    await payLeg(legId);
    await rewind(legId, { state: 'charging' });
    await withdraw(order);
    await payLeg(legId);
    await paidOnce(order);
    expect(await house.emulator.writes()).toEqual([]);
  });
});
