import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { AccountId, LegId, OrderId } from '../model/ids';
import type { SessionUser } from '../model/views';
import { getDb } from '../store/client';
import { acts, differences, legs, refunds } from '../store/schema';
import { convergeLeg } from './converge-leg';
import { endStoppedLeg } from './end-stopped-leg';
import { payLegs } from './pay-leg';
import { reconcileAccount, utcDay } from './reconcile/reconcile';
import { settleOrder } from './settle-order';
import { operator } from './testing/after-sale';
import {
  heldTogether,
  holdsOf,
  placedTogether,
  readOrderRow,
  shelfOf,
  statesOf,
  viewOf,
} from './testing/all-or-nothing';
import { openMarket } from './testing/market';
import { firstLeg, freeLease, onAccount, placed, readLeg, rewind } from './testing/orders';

const market = openMarket(3);
const gone = 'acct_0000000000000000' as AccountId;

/** A leg whose PaymentIntent somebody has changed, and as it is once that was read. */
async function changed(legId: LegId): Promise<void> {
  const { leg, attempt } = await readLeg(legId);
  const id = String(attempt.paymentIntentId);
  await market.emulator.stripe.paymentIntents.update(
    id,
    { metadata: { leg: 'leg_00000000000000000000' } },
    { stripeAccount: leg.accountId },
  );
  await rewind(legId, { state: 'processing' }, { paymentIntentId: attempt.paymentIntentId });
  await payLegs([legId]);
  expect((await readLeg(legId)).attempt.problem).toMatchObject({ code: 'answer_mismatch' });
}

async function actsOf(by: SessionUser) {
  const db = await getDb();
  const rows = await db.select().from(acts).where(eq(acts.actorId, by.id));
  return rows.map(({ kind, about }) => ({ kind, about }));
}

async function refundsOf(orderId: OrderId) {
  const db = await getDb();
  return db
    .select({ legId: refunds.legId, reason: refunds.reason, state: refunds.state })
    .from(refunds)
    .innerJoin(legs, eq(legs.id, refunds.legId))
    .where(eq(legs.orderId, orderId));
}

describe('a part of what is held, taken in Stripe’s Dashboard', () => {
  it.each([
    ['with the fee it bore', 30],
    ['also where it bore no fee', 0],
  ])('is sent back %s once an operator ends it, and the order is closed', async (_what, fee) => {
    // The last seller is at the bank, so that nothing is decided.
    const order = await placedTogether(
      market.emulator,
      market.stalls,
      'pm_card_authenticationRequired',
    );
    const before = await shelfOf(order.orderId);
    await payLegs(order.legIds);
    expect(await statesOf(order)).toEqual(['authorized', 'authorized', 'action_needed']);
    const { leg, attempt } = await readLeg(firstLeg(order));
    const paymentIntentId = attempt.paymentIntentId as NonNullable<typeof attempt.paymentIntentId>;
    const part = { amount_to_capture: 300, application_fee_amount: fee };
    const on = { stripeAccount: leg.accountId };
    await market.emulator.stripe.paymentIntents.capture(paymentIntentId, part, on);
    await convergeLeg({ accountId: leg.accountId, paymentIntentId });
    await settleOrder(order.orderId);
    expect(await statesOf(order)).toEqual(['processing', 'authorized', 'action_needed']);

    const found = async () => {
      await reconcileAccount(utcDay(new Date()), leg.accountId);
      const db = await getDb();
      const rows = await db.select().from(differences).where(eq(differences.legId, leg.id));
      return rows
        .filter(({ resolvedAt }) => !resolvedAt)
        .map(({ kind, theirAmount }) => ({ kind, theirAmount }));
    };
    expect(await found()).toEqual([{ kind: 'charge_unknown', theirAmount: 300 }]);

    const olu = await operator();
    expect(await endStoppedLeg(olu, leg.id)).toEqual({ ok: true, value: { ended: true } });
    expect(await statesOf(order)).toEqual(['failed', 'canceled', 'canceled']);
    expect((await readOrderRow(order.orderId)).settledAt).not.toBeNull();
    const holds = await holdsOf(market.emulator, order);
    expect(holds.map(({ received, given, fees }) => [received - given, fees])).toEqual([
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
    expect(holds[0]).toMatchObject({ received: 300, given: 300 });
    expect(await refundsOf(order.orderId)).toMatchObject([{ state: 'succeeded' }]);
    expect(await shelfOf(order.orderId)).toEqual(before.map((stock) => (stock ?? 0) + 1));
    expect((await viewOf(order)).legs[0]?.problem).toMatchObject({
      message: 'This payment did not match the order, so it was called off.',
    });
    expect(await actsOf(olu)).toMatchObject([
      { kind: 'payment_ended', about: { orderId: order.orderId, legId: leg.id } },
    ]);
    expect(await found()).toEqual([]);

    // Once is enough, whoever else presses.
    expect(await endStoppedLeg(olu, leg.id)).toMatchObject({ ok: false, reason: 'not_found' });
    expect(await refundsOf(order.orderId)).toHaveLength(1);
  });
});

it('what is held and cannot be believed is let go', async () => {
  const order = await heldTogether(market.emulator, market.stalls);
  await changed(firstLeg(order));
  expect(await endStoppedLeg(await operator(), firstLeg(order))).toMatchObject({ ok: true });
  expect(await statesOf(order)).toEqual(['failed', 'canceled', 'canceled']);
  const holds = await holdsOf(market.emulator, order);
  expect(holds.map(({ statuses }) => statuses)).toEqual(Array(3).fill(['canceled']));
});

describe('a leg that is paid on its own', () => {
  it('is sent back and may be paid anew', async () => {
    const order = await placed(market.emulator, market.oneStall);
    await payLegs(order.legIds);
    await changed(firstLeg(order));
    expect(await endStoppedLeg(await operator(), firstLeg(order))).toMatchObject({ ok: true });
    expect(await refundsOf(order.orderId)).toEqual([
      { legId: firstLeg(order), reason: 'late_payment', state: 'succeeded' },
    ]);
    const [leg] = (await viewOf(order)).legs;
    expect(leg).toMatchObject({ state: 'failed', canRetry: true });
  });

  it('is settled instead where it agrees by now', async () => {
    const order = await placed(market.emulator, market.oneStall);
    await payLegs(order.legIds);
    const legId = firstLeg(order);
    await changed(legId);
    const { leg, attempt } = await readLeg(legId);
    await market.emulator.stripe.paymentIntents.update(
      String(attempt.paymentIntentId),
      { metadata: { leg: legId } },
      { stripeAccount: leg.accountId },
    );
    expect(await endStoppedLeg(await operator(), legId)).toMatchObject({ ok: true });
    expect((await readLeg(legId)).leg.state).toBe('paid');
    expect(await refundsOf(order.orderId)).toEqual([]);
  });

  it('is left as it is while Stripe cannot be reached, and without anybody’s doubt', async () => {
    const order = await placed(market.emulator, market.oneStall);
    await payLegs(order.legIds);
    const legId = firstLeg(order);
    const olu = await operator();
    expect(await endStoppedLeg(olu, legId)).toMatchObject({ reason: 'not_found' });
    await changed(legId);
    await market.emulator.fault({ path: '/v1/payment_intents/*', action: 'fail', status: 503 });
    expect(await endStoppedLeg(olu, legId)).toMatchObject({ reason: 'unreachable' });
    await market.emulator.clearFaults();
    expect((await readLeg(legId)).leg).toMatchObject({ state: 'processing', leaseOwner: null });
    expect(await actsOf(olu)).toEqual([]);
    expect(await endStoppedLeg(olu, legId)).toMatchObject({ ok: true });
  });

  it('whose account has left is ended here, and sent back should that come back', async () => {
    const order = await placed(market.emulator, market.oneStall);
    await payLegs(order.legIds);
    const legId = firstLeg(order);
    const { leg, attempt } = await readLeg(legId);
    await rewind(legId, { state: 'processing' }, { paymentIntentId: attempt.paymentIntentId });
    const db = await getDb();
    const moveTo = (accountId: AccountId) =>
      db.update(legs).set({ accountId }).where(eq(legs.id, legId));
    await moveTo(gone);
    await freeLease(legId);
    await payLegs([legId]);
    expect(await endStoppedLeg(await operator(), legId)).toMatchObject({ ok: true });
    expect((await readLeg(legId)).leg.state).toBe('failed');
    await moveTo(leg.accountId);
    const paymentIntentId = attempt.paymentIntentId as NonNullable<typeof attempt.paymentIntentId>;
    await convergeLeg({ accountId: leg.accountId, paymentIntentId });
    expect(await refundsOf(order.orderId)).toMatchObject([{ state: 'succeeded' }]);
    expect(await onAccount(market.emulator, leg.accountId, order.orderId)).toMatchObject({
      intents: 1,
    });
  });
});
