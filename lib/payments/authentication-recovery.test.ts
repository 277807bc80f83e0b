import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { getDb } from '../store/client';
import { newLeaseOwner } from '../store/lease';
import { attempts, legs, savedMethods } from '../store/schema';
import { startWork, stopWork } from '../work/start-work';
import { claimLegs, storeClone } from './leg-progress';
import { convergeLeg } from './converge-leg';
import { endUnanswered, unansweredLegs } from './end-unanswered';
import { payLeg } from './pay-leg';
import { shelfOf } from './testing/all-or-nothing';
import { asked, atBank, back, legOf, press } from './testing/authentication';
import { openMarket } from './testing/market';
import { firstLeg, freeLease, minutesAgo, paidOnce, type Placed } from './testing/orders';

const market = openMarket(1);
const patience = { timeout: 15_000 };

describe('a process that dies while the buyer confirms', () => {
  const press1 = async (order: Placed) => {
    await press(order);
    await market.emulator.forget();
  };
  /** As a kill leaves it at some instant of the second attempt. */
  const rewound = async (order: Placed, state: 'created' | 'cloning' | 'charging', forget = {}) => {
    const db = await getDb();
    // Before: whoever looks at an order resumes what nobody drives.
    const [second] = (await legOf(order)).attempts.slice(-1);
    await db
      .update(legs)
      .set({ state, leaseOwner: 'a dead process' })
      .where(eq(legs.id, firstLeg(order)));
    await db
      .update(attempts)
      .set({ finishedAt: null, problem: null, ...forget })
      .where(eq(attempts.cloneKey, second?.cloneKey as never));
    await freeLease(firstLeg(order));
  };

  it.each([
    ['before the clone', 'created', { cloneId: null }],
    ['before the clone was stored', 'cloning', { cloneId: null }],
    ['before the answer of the bank’s asking was stored', 'charging', {}],
  ] as const)('%s: the same keys, the same PaymentIntent, paid once', async (_, state, forget) => {
    const order = await asked(market.emulator, market.oneStall);
    await press1(order);
    await rewound(order, state, forget);
    await payLeg(firstLeg(order));
    const leg = await legOf(order);
    expect(leg).toMatchObject({ state: 'action_needed', atTheBank: true });
    const keys = (await market.emulator.calls()).map((call) => [
      call.idempotency_key,
      call.replayed,
    ]);
    expect(keys.every(([, replayed]) => replayed)).toBe(true);
    await press(order, 2);
    await atBank(market.emulator, order, 'authenticate');
    await back(order);
    await paidOnce(market.emulator, order);
  });

  it('after the bank’s answer and before it was stored: whoever looks next finds it', async () => {
    const order = await asked(market.emulator, market.oneStall);
    await press1(order);
    await atBank(market.emulator, order, 'authenticate');
    const db = await getDb();
    await db
      .update(legs)
      .set({ state: 'processing', leaseOwner: 'a dead process' })
      .where(eq(legs.id, firstLeg(order)));
    await freeLease(firstLeg(order));
    await payLeg(firstLeg(order));
    await paidOnce(market.emulator, order);
    expect(await market.emulator.writes()).toEqual([]);
  });

  it('or a buyer who pays and closes the page: the sweeper asks Stripe', async () => {
    const order = await asked(market.emulator, market.oneStall);
    await press1(order);
    await atBank(market.emulator, order, 'authenticate');
    await freeLease(firstLeg(order));
    await startWork();
    await expect.poll(async () => (await legOf(order)).state, patience).toBe('paid');
    await stopWork();
    await paidOnce(market.emulator, order);
  });

  it('or a buyer who never comes back: looked after less and less often', async () => {
    const order = await asked(market.emulator, market.oneStall);
    await press1(order);
    const db = await getDb();
    const until = async () => {
      const [leg] = await db
        .select()
        .from(legs)
        .where(eq(legs.id, firstLeg(order)));
      return leg?.leaseUntil ?? null;
    };
    const first = await until();
    expect(first).not.toBeNull();
    await back(order);
    expect((await until())?.getTime()).toBeGreaterThanOrEqual(first?.getTime() ?? Infinity);
    await db
      .update(attempts)
      .set({ createdAt: new Date(Date.now() - 26 * 3_600_000) })
      .where(eq(attempts.legId, firstLeg(order)));
    await back(order);
    expect(await until()).toBeNull();
    expect(await legOf(order)).toMatchObject({ state: 'action_needed', atTheBank: true });
  });

  it('or a buyer who never comes back: after a day the goods go back, and they may pay anew', async () => {
    const waiting = await asked(market.emulator, market.oneStall);
    const order = await asked(market.emulator, market.oneStall);
    await press1(order);
    const { emulator } = market;
    const before = await shelfOf(order.orderId);
    const db = await getDb();
    for (const one of [waiting, order]) {
      expect(await endUnanswered(firstLeg(one))).toBe(false);
      await db
        .update(attempts)
        .set({ createdAt: minutesAgo(25 * 60) })
        .where(eq(attempts.legId, firstLeg(one)));
      expect(await unansweredLegs()).toContain(firstLeg(one));
      await endUnanswered(firstLeg(one));
      await endUnanswered(firstLeg(one));
      expect(await unansweredLegs()).not.toContain(firstLeg(one));
      expect(await legOf(one)).toMatchObject({ state: 'declined', canRetry: true });
      expect((await legOf(one)).problem?.message).toMatch(/nobody answered for a day/);
    }
    const [left] = before;
    expect(await shelfOf(order.orderId)).toEqual([Number(left) + 2]);
    // The window that was left open: its money is sent back.
    await atBank(emulator, order, 'authenticate');
    const { accountId, attempts: tries } = await legOf(order);
    const paymentIntentId = tries.at(-1)?.paymentIntentId as never;
    await convergeLeg({ accountId: accountId as never, paymentIntentId });
    expect((await legOf(order)).afterSale.refunds).toMatchObject([{ state: 'succeeded' }]);
  });

  it('and whose card was removed meanwhile: what the bank’s window has paid counts', async () => {
    const order = await asked(market.emulator, market.oneStall);
    await press1(order);
    await atBank(market.emulator, order, 'authenticate');
    await rewound(order, 'cloning', { cloneId: null });
    const db = await getDb();
    await db
      .update(savedMethods)
      .set({ status: 'removed' })
      .where(eq(savedMethods.id, order.card.id));
    await payLeg(firstLeg(order));
    await paidOnce(market.emulator, order);
  });

  it('or a buyer who has confirmed unseen: after a day they are found to have paid', async () => {
    const order = await asked(market.emulator, market.oneStall);
    await press1(order);
    await atBank(market.emulator, order, 'authenticate');
    const db = await getDb();
    await db
      .update(attempts)
      .set({ createdAt: minutesAgo(25 * 60) })
      .where(eq(attempts.legId, firstLeg(order)));
    await endUnanswered(firstLeg(order));
    await paidOnce(market.emulator, order);
  });

  it('when the answer to the confirmation is lost for good: the leg is resumed, with one confirm', async () => {
    const order = await asked(market.emulator, market.oneStall);
    const path = '/v1/payment_intents/*/confirm';
    await market.emulator.fault({ method: 'POST', path, action: 'drop', times: 3 });
    expect(await press(order)).toEqual({ ok: true, value: null });
    await freeLease(firstLeg(order));
    await payLeg(firstLeg(order));
    expect(await press(order, 2)).toMatchObject({
      value: { clientSecret: expect.anything() as string },
    });
    const confirms = (await market.emulator.calls()).filter(({ path: at }) => /confirm$/.test(at));
    expect(new Set(confirms.map((call) => call.idempotency_key)).size).toBe(1);
  });

  it('when Stripe cannot be reached, the buyer is told to try again', async () => {
    const order = await asked(market.emulator, market.oneStall);
    await press1(order);
    await market.emulator.fault({
      method: 'GET',
      path: '/v1/payment_intents/*',
      action: 'fail',
      status: 500,
      times: 3,
    });
    expect(await press(order, 2)).toMatchObject({ reason: 'unreachable' });
  });

  it('and whose clone is of a dead driver goes on with that clone', async () => {
    const order = await asked(market.emulator, market.oneStall);
    await press1(order);
    await atBank(market.emulator, order, 'fail');
    await back(order);
    const db = await getDb();
    await press(order, 2);
    await rewound(order, 'cloning', { cloneId: null });
    const [task] = await claimLegs([firstLeg(order)], newLeaseOwner());
    if (!task) throw new Error('no task');
    const made = await market.emulator.stripe.paymentMethods.create(
      { customer: String(task.platformCustomerId), payment_method: task.platformMethodId },
      { stripeAccount: task.accountId, idempotencyKey: task.cloneKey },
    );
    expect(await storeClone(task, made.id as never)).toBe(true);
    await freeLease(firstLeg(order));
    await payLeg(firstLeg(order));
    await atBank(market.emulator, order, 'authenticate');
    await back(order);
    await paidOnce(market.emulator, order);
    expect(
      await db
        .select()
        .from(attempts)
        .where(eq(attempts.legId, firstLeg(order))),
    ).toHaveLength(3);
  });
});
