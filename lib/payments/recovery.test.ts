import { eq, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { LegId } from '../model/ids';
import { getDb } from '../store/client';
import { newLeaseOwner } from '../store/lease';
import { legs, variants } from '../store/schema';
import { startWork, stopWork } from '../work/start-work';
import { claimLegs, storeClone, storeEnding } from './leg-progress';
import { readOwnOrder } from './orders';
import { payLeg, payLegs } from './pay-leg';
import { resumeLeg } from './resume-leg';
import { openMarket } from './testing/market';
import {
  firstLeg,
  freeLease,
  minutesAgo,
  onAccount,
  paidOnce,
  placed,
  readLeg,
  rewind,
} from './testing/orders';
import { writesOf } from './testing/shop';

const market = openMarket(2);
const patience = { timeout: 15_000 };

describe('a process that dies', () => {
  it('after the order was written: both calls are made', async () => {
    const order = await placed(market.emulator, market.oneStall);
    await payLeg(firstLeg(order));
    await paidOnce(market.emulator, order);
    const { leg } = await readLeg(firstLeg(order));
    expect(await market.emulator.writes()).toEqual(writesOf(leg).sort());
  });

  it('after the clone was made and before it was stored: the same clone pays', async () => {
    const order = await placed(market.emulator, market.oneStall);
    const legId = firstLeg(order);
    const [task] = await claimLegs([legId], newLeaseOwner());
    if (!task) throw new Error('no task');
    const made = await market.emulator.stripe.paymentMethods.create(
      { customer: String(task.platformCustomerId), payment_method: task.platformMethodId },
      { stripeAccount: task.accountId, idempotencyKey: task.cloneKey },
    );
    await freeLease(legId);
    await payLeg(legId);
    await paidOnce(market.emulator, order);
    expect((await readLeg(legId)).attempt.cloneId).toBe(made.id);
  });

  it('after the clone was stored: only the charge is made', async () => {
    const order = await placed(market.emulator, market.oneStall);
    const legId = firstLeg(order);
    const [task] = await claimLegs([legId], newLeaseOwner());
    if (!task) throw new Error('no task');
    const made = await market.emulator.stripe.paymentMethods.create(
      { customer: String(task.platformCustomerId), payment_method: task.platformMethodId },
      { stripeAccount: task.accountId, idempotencyKey: task.cloneKey },
    );
    expect(await storeClone(task, made.id as never)).toBe(true);
    await freeLease(legId);
    await market.emulator.forget();
    await payLeg(legId);
    await paidOnce(market.emulator, order);
    const { leg } = await readLeg(legId);
    expect(await market.emulator.writes()).toEqual(writesOf(leg).slice(1));
  });

  it('after the charge was made and before it was stored: the answer is asked for again', async () => {
    const order = await placed(market.emulator, market.oneStall);
    const legId = firstLeg(order);
    await payLeg(legId);
    const before = await readLeg(legId);
    await rewind(legId, { state: 'charging' });
    await market.emulator.forget();
    await payLeg(legId);
    expect((await market.emulator.calls()).map(({ path, replayed }) => [path, replayed])).toEqual([
      ['/v1/payment_intents', true],
    ]);
    expect((await readLeg(legId)).attempt.chargeId).toBe(before.attempt.chargeId);
    await paidOnce(market.emulator, order);
  });

  it('before a decline was stored: the same decline is found, the card is asked once', async () => {
    const { emulator } = market;
    const order = await placed(emulator, market.oneStall, 'pm_card_chargeCustomerFail');
    const legId = firstLeg(order);
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
    const order = await placed(market.emulator, market.oneStall);
    const legId = firstLeg(order);
    await payLeg(legId);
    const longAgo = sql`now() - interval '2 days'`;
    await rewind(legId, { state: 'charging' }, { createdAt: longAgo as never });
    await market.emulator.forget();
    await payLeg(legId);
    await paidOnce(market.emulator, order);
    expect(await market.emulator.writes()).toEqual([]);
  });

  it.each(['cloning', 'charging'] as const)(
    'in %s for days, with nothing on the account: the buyer is asked to press again',
    async (state) => {
      const order = await placed(market.emulator, market.oneStall);
      const legId = firstLeg(order);
      await rewind(legId, { state }, { createdAt: minutesAgo(2 * 24 * 60) });
      await payLeg(legId);
      const leg = (await readOwnOrder(order.buyer.id, order.orderId))?.legs[0];
      expect(leg).toMatchObject({ state: 'failed', canRetry: true });
      expect(leg?.problem?.code).toBe('nothing_charged');
      expect(leg?.problem?.advice).toBe('Nothing was charged. Try again.');
      expect(await market.emulator.writes()).toEqual([]);
    },
  );

  it('holding leases: the next start takes them over at once, and leaves what others hold', async () => {
    const order = await placed(market.emulator, market.stalls);
    const db = await getDb();
    const [dead, ours] = order.legIds as [LegId, LegId];
    const until = sql`now() + interval '1 minute'`;
    const hold = (legId: LegId, leaseOwner: string) =>
      db.update(legs).set({ leaseOwner, leaseUntil: until }).where(eq(legs.id, legId));
    await hold(dead, 'proc_of_before:run_1');
    await hold(ours, newLeaseOwner());
    await startWork();
    await expect.poll(async () => (await readLeg(dead)).leg.state, patience).toBe('paid');
    await stopWork();
    expect((await readLeg(ours)).leg.state).toBe('cloning');
  });

  it('is replaced by whoever looks at the order', async () => {
    const order = await placed(market.emulator, market.oneStall);
    expect((await readOwnOrder(order.buyer.id, order.orderId))?.status).toBe('open');
    const look = async () => (await readOwnOrder(order.buyer.id, order.orderId))?.status;
    await expect.poll(look, patience).toBe('paid');
    const { leg } = await readLeg(firstLeg(order));
    expect(await market.emulator.writes()).toEqual(writesOf(leg).sort());
  });
});

describe('two drivers', () => {
  it('at once make one clone and one charge', async () => {
    const order = await placed(market.emulator, market.oneStall);
    const legId = firstLeg(order);
    await Promise.all([payLeg(legId), payLeg(legId), resumeLeg(legId), payLegs([legId])]);
    await paidOnce(market.emulator, order);
    const { leg } = await readLeg(legId);
    expect(await market.emulator.writes()).toEqual(writesOf(leg).sort());
  });

  it('take over only when the lease has run out, and the one who overslept is refused', async () => {
    const order = await placed(market.emulator, market.oneStall);
    const legId = firstLeg(order);
    const [early] = await claimLegs([legId], newLeaseOwner());
    if (!early) throw new Error('no task');
    expect(await claimLegs([legId], newLeaseOwner())).toEqual([]);
    await payLeg(legId);
    expect(await market.emulator.writes()).toEqual([]);

    await freeLease(legId);
    await payLeg(legId);
    expect(await storeClone(early, 'pm_of_the_sleeper' as never)).toBe(false);
    const shelf = async () =>
      (await (await getDb()).select().from(variants)).map(({ id, stock }) => [id, stock]);
    const stock = await shelf();
    expect(await storeEnding(early, { state: 'failed' })).toBe(false);
    expect(await shelf()).toEqual(stock);
    await paidOnce(market.emulator, order);
    expect((await readLeg(legId)).attempt.cloneId).not.toBe('pm_of_the_sleeper');
  });

  it.each([0, 1])('wakes up beside the driver that took its place: nothing (%i)', async (place) => {
    const order = await placed(market.emulator, market.oneStall);
    const legId = firstLeg(order);
    const [early] = await claimLegs([legId], newLeaseOwner());
    await freeLease(legId);
    const [holder] = await claimLegs([legId], newLeaseOwner());
    if (!early || !holder) throw new Error('no task');
    const steps = [
      () =>
        storeEnding(holder, { state: 'processing', paymentIntentId: 'pi_of_the_holder' as never }),
      () => storeEnding(early, { state: 'failed', paymentIntentId: 'pi_of_the_sleeper' as never }),
    ];
    if (place === 1) steps.reverse();
    const stored = await Promise.all(steps.map((step) => step()));
    expect(stored).toEqual(place === 1 ? [false, true] : [true, false]);
    expect(await readLeg(legId)).toMatchObject({
      leg: { state: 'processing' },
      attempt: { paymentIntentId: 'pi_of_the_holder' },
    });
  });
});

it('a leg that was left in processing is read again, not charged again', async () => {
  const order = await placed(market.emulator, market.oneStall);
  const legId = firstLeg(order);
  await payLeg(legId);
  const { attempt } = await readLeg(legId);
  const { paymentIntentId } = attempt;
  await rewind(legId, { state: 'processing' }, { paymentIntentId });
  await market.emulator.forget();
  await resumeLeg(legId);
  await paidOnce(market.emulator, order);
  expect(await market.emulator.writes()).toEqual([]);
});
