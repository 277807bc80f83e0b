import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { prepareQueues } from '../jobs/boss';
import type { AccountId, LegId } from '../model/ids';
import { getDb } from '../store/client';
import { newLeaseOwner } from '../store/lease';
import { differences, legs, reconciliations, refunds } from '../store/schema';
import { askRefund } from './refunds/ask-refund';
import { decideOrder } from './decide-order';
import { decideRefund } from './refunds/decide-refund';
import { endHold } from './end-hold';
import { claimLegs } from './leg-progress';
import { payLegs } from './pay-leg';
import { reconcileAccount, utcDay } from './reconcile/reconcile';
import { awaitedLegs, settleAuthentication } from './settle-authentication';
import { settleOrder } from './settle-order';
import { sendRefund } from './refunds/send-refund';
import { operator, paidOrder } from './testing/after-sale';
import { heldTogether, holdsOf, readOrderRow, statesOf } from './testing/all-or-nothing';
import { asked, back, legOf, press } from './testing/authentication';
import { openMarket } from './testing/market';
import { firstLeg, freeLease, placed, readLeg, rewind } from './testing/orders';

const market = openMarket(3);
const gone = 'acct_0000000000000000' as AccountId;

beforeAll(() => prepareQueues());

/** The seller of this leg takes our access away: Stripe answers as to one who never had any. */
async function leave(legId: LegId, accountId = gone): Promise<void> {
  const db = await getDb();
  await db.update(legs).set({ accountId }).where(eq(legs.id, legId));
}

describe('when a seller’s account has left', () => {
  it('what it was to take fails, and the others are given back', async () => {
    const order = await heldTogether(market.emulator, market.stalls);
    const last = order.legIds[2] as LegId;
    const { leg } = await readLeg(last);
    await leave(last);
    await settleOrder(order.orderId);
    expect(await statesOf(order)).toEqual(['paid', 'paid', 'failed']);
    expect((await readOrderRow(order.orderId)).settledAt).not.toBeNull();
    await leave(last, leg.accountId);
    const holds = await holdsOf(market.emulator, order);
    expect(holds.map(({ received, given }) => received - given)).toEqual([0, 0, 0]);
  });

  it('what it may have taken waits, however often somebody looks, and counts once it can be read', async () => {
    const order = await heldTogether(market.emulator, market.stalls);
    const last = order.legIds[2] as LegId;
    const owner = newLeaseOwner();
    const tasks = await claimLegs(await decideOrder(order.orderId, owner), owner);
    for (const task of tasks) if (task.legId !== last) await endHold(task);
    const { leg, attempt } = await readLeg(last);
    // Taken by a driver that died with the answer on its way.
    await market.emulator.stripe.paymentIntents.capture(
      String(attempt.paymentIntentId),
      {},
      { stripeAccount: leg.accountId, idempotencyKey: String(attempt.captureKey) },
    );
    await leave(last);
    for (let looks = 0; looks < 2; looks += 1) {
      await freeLease(last);
      await payLegs([last]);
      await settleOrder(order.orderId);
      expect(await statesOf(order)).toEqual(['paid', 'paid', 'processing']);
    }
    expect((await readLeg(last)).attempt.problem).toMatchObject({ code: 'account_invalid' });
    expect((await readOrderRow(order.orderId)).settledAt).toBeNull();
    await leave(last, leg.accountId);
    await freeLease(last);
    await payLegs([last]);
    expect(await statesOf(order)).toEqual(['paid', 'paid', 'paid']);
    expect((await readOrderRow(order.orderId)).settledAt).not.toBeNull();
    const holds = await holdsOf(market.emulator, order);
    expect(holds.map(({ given }) => given)).toEqual([0, 0, 0]);
  });

  it('what it was to let go closes the order, and is let go once it is back', async () => {
    const order = await heldTogether(market.emulator, market.stalls);
    const legId = firstLeg(order);
    const { accountId } = (await readLeg(legId)).leg;
    await leave(legId);
    await settleOrder(order.orderId, { canceled: true });
    expect(await statesOf(order)).toEqual(['canceled', 'canceled', 'canceled']);
    expect((await readOrderRow(order.orderId)).settledAt).not.toBeNull();
    await leave(legId, accountId);
    const holds = async () =>
      (await holdsOf(market.emulator, order)).flatMap(({ statuses }) => statuses);
    expect(await holds()).toEqual(['requires_capture', 'canceled', 'canceled']);
    const db = await getDb();
    const compared = async () => {
      await reconcileAccount(utcDay(new Date()), accountId);
      const found = await db.select().from(differences).where(eq(differences.legId, legId));
      return found.map(({ kind, resolvedAt }) => ({ kind, open: resolvedAt === null }));
    };
    expect(await compared()).toEqual([{ kind: 'charge_undecided', open: true }]);
    expect(await holds()).toEqual(['canceled', 'canceled', 'canceled']);
    // Let go, it leaves its charge as it was; and nothing more is to be done about it.
    await market.emulator.forget();
    expect(await compared()).toEqual([{ kind: 'charge_undecided', open: false }]);
    expect(await market.emulator.writes()).toEqual([]);
  });

  it('what waits at the bank fails, and stands in nobody’s way', async () => {
    const order = await asked(market.emulator, market.oneStall);
    await press(order);
    await leave(firstLeg(order));
    await freeLease(firstLeg(order));
    expect(await back(order)).toEqual({ ok: true, value: null });
    expect(await legOf(order)).toMatchObject({ state: 'failed' });
    expect(await awaitedLegs()).not.toContain(firstLeg(order));
  });

  it('what may have been charged waits, and is looked at once a day', async () => {
    const order = await placed(market.emulator, market.oneStall);
    await payLegs(order.legIds);
    const legId = firstLeg(order);
    const { attempt } = await readLeg(legId);
    await rewind(legId, { state: 'processing' }, { paymentIntentId: attempt.paymentIntentId });
    await leave(legId);
    await payLegs(order.legIds);
    const db = await getDb();
    const [leg] = await db
      .select({
        state: legs.state,
        rests: sql<boolean>`${legs.leaseUntil} > now() + interval '20 hours'`,
      })
      .from(legs)
      .where(eq(legs.id, legId));
    expect(leg).toEqual({ state: 'processing', rests: true });
  });

  it('what is to be given back fails, with Stripe’s reason', async () => {
    const order = await paidOrder(market.emulator, market.oneStall);
    const wish = { number: 1, amount: 'all', reason: 'other', note: '' } as const;
    const wished = await askRefund(order.buyer, order, wish);
    if (!wished.ok) throw new Error(wished.message);
    await leave(order.legId);
    await decideRefund(await operator(), wished.value.refundId, { decision: 'grant', answer: '' });
    const db = await getDb();
    const mine = eq(refunds.id, wished.value.refundId);
    expect(await db.select().from(refunds).where(mine)).toMatchObject([
      { state: 'failed', problem: { code: 'account_invalid' } },
    ]);
  });

  it('what may have been given back already is asked about later, and not called failed', async () => {
    const order = await paidOrder(market.emulator, market.oneStall);
    const { accountId } = (await readLeg(order.legId)).leg;
    const wish = { number: 1, amount: '1', reason: 'other', note: '' } as const;
    const wished = await askRefund(order.buyer, order, wish);
    if (!wished.ok) throw new Error(wished.message);
    const { refundId } = wished.value;
    const path = '/v1/refunds';
    await market.emulator.fault({ method: 'POST', path, action: 'drop', times: 3 });
    await decideRefund(await operator(), refundId, { decision: 'grant', answer: '' });
    await leave(order.legId);
    const db = await getDb();
    const mine = eq(refunds.id, refundId);
    const due = () =>
      db
        .update(refunds)
        .set({ leaseUntil: sql`now()` })
        .where(mine);
    await due();
    await sendRefund(refundId);
    const [row] = await db
      .select({
        state: refunds.state,
        rests: sql<boolean>`${refunds.leaseUntil} > now() + interval '20 hours'`,
      })
      .from(refunds)
      .where(mine);
    expect(row).toEqual({ state: 'granted', rests: true });
    await leave(order.legId, accountId);
    await due();
    await sendRefund(refundId);
    expect(await db.select().from(refunds).where(mine)).toMatchObject([{ state: 'succeeded' }]);
    const on = { stripeAccount: accountId };
    const { data } = await market.emulator.stripe.refunds.list({ limit: 100 }, on);
    expect(data.filter(({ metadata }) => metadata?.refund === refundId)).toHaveLength(1);
  });

  it('its days are compared, and nothing that was found before is taken for settled', async () => {
    const db = await getDb();
    await db.insert(differences).values({
      ...{ id: 'dif_left' as never, day: '2026-11-20', accountId: gone, kind: 'charge_unknown' },
      objectId: 'ch_left',
    });
    await reconcileAccount('2026-11-20', gone);
    const done = eq(reconciliations.accountId, gone);
    expect(await db.select().from(reconciliations).where(done)).toHaveLength(1);
    const theirs = eq(differences.accountId, gone);
    expect(await db.select().from(differences).where(theirs)).toMatchObject([{ resolvedAt: null }]);
  });
});

it('a bank that cannot be asked about is asked about later, and others first', async () => {
  const order = await asked(market.emulator, market.oneStall);
  await press(order);
  await freeLease(firstLeg(order));
  expect(await awaitedLegs()).toContain(firstLeg(order));
  const { emulator } = market;
  const { attempts } = await legOf(order);
  const path = `/v1/payment_intents/${attempts.at(-1)?.paymentIntentId}`;
  await emulator.fault({ method: 'GET', path, action: 'fail', status: 400 });
  await expect(settleAuthentication(firstLeg(order))).rejects.toThrow();
  await emulator.clearFaults();
  expect(await awaitedLegs()).not.toContain(firstLeg(order));
  expect((await legOf(order)).state).toBe('action_needed');
});
