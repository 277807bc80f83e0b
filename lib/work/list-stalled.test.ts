import { eq, sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { prepareQueues } from '../jobs/boss';
import type { IdempotencyKey, LegId, RefundId, SubscriptionChangeId } from '../model/ids';
import type { SessionUser } from '../model/views';
import { lookAfterSale } from '../payments/after-sale/look-after-sale';
import { grantRefund } from '../payments/refunds/grant-refund';
import { payLegs } from '../payments/pay-leg';
import { sendRefund } from '../payments/refunds/send-refund';
import { operator, paidOrder } from '../payments/testing/after-sale';
import { beginPlus } from '../payments/testing/membership';
import { openMarket } from '../payments/testing/market';
import { firstLeg, minutesAgo, placed, readLeg } from '../payments/testing/orders';
import { newBuyer, saveCard } from '../payments/testing/shop';
import { lookAtMembership } from '../payments/plus/unfinished-memberships';
import { getDb } from '../store/client';
import { newId } from '../store/new-id';
import {
  acts,
  attempts,
  legs,
  memberships,
  refunds,
  savedMethods,
  subscriptionChanges,
  subscriptions,
} from '../store/schema';
import { requestSyncs } from '../subscriptions/sync/request-sync';
import { sendChange } from '../subscriptions/changes/send-change';
import { makeMirror, openPlan } from '../subscriptions/testing/mirrors';
import { workView } from './list-work';
import { tryAgain } from './try-again';

const market = openMarket(1);
let olu: SessionUser;

beforeAll(async () => {
  await prepareQueues();
});
beforeEach(async () => {
  olu = await operator();
});

const down = { method: 'POST', action: 'fail', status: 500, times: 0 } as const;
const about = async (id: string) =>
  (await workView()).stopped.find(({ codes }) => codes.some(([, code]) => code === id));
const attemptedAgo = async (legId: LegId, minutes: number) => {
  const db = await getDb();
  await db
    .update(attempts)
    .set({ createdAt: minutesAgo(minutes) })
    .where(eq(attempts.legId, legId));
};

async function jobsOf(name: string): Promise<unknown[]> {
  const db = await getDb();
  const { rows } = (await db.execute(
    sql`select data from pgboss.job where name = ${name} and state = 'created'`,
  )) as unknown as { rows: { data: unknown }[] };
  return rows.map(({ data }) => data);
}

describe('a leg whose calls fail for ever', () => {
  it('is shown after half an hour, with the reason, and tried at once when somebody asks', async () => {
    const order = await placed(market.emulator, market.oneStall);
    const legId = firstLeg(order);
    await market.emulator.fault({ ...down, path: '/v1/payment_methods' });
    await payLegs(order.legIds);
    expect((await readLeg(legId)).leg.state).toBe('cloning');
    expect(await about(legId)).toBeUndefined();
    await attemptedAgo(legId, 150);
    expect(await about(legId)).toMatchObject({
      title: 'Take a payment to its end',
      triesText: 'For 2 hours',
      orderId: order.orderId,
      reason: expect.stringContaining('unanswered') as string,
      canTry: true,
      ending: null,
    });

    await market.emulator.clearFaults();
    const ref = { stalled: 'leg', id: legId } as const;
    expect(await tryAgain(olu, ref)).toMatchObject({ ok: true });
    expect(await jobsOf('drive-leg')).toContainEqual({ legId });
    // What that job does: nobody has to wait for the end of the pause.
    await payLegs([legId]);
    expect((await readLeg(legId)).leg.state).toBe('paid');
    expect(await about(legId)).toBeUndefined();
    expect(await tryAgain(olu, ref)).toMatchObject({ ok: false, reason: 'not_found' });
    const db = await getDb();
    const told = await db.select().from(acts).where(eq(acts.actorId, olu.id));
    expect(told).toMatchObject([
      { kind: 'work_tried_again', about: { legId, orderId: order.orderId } },
    ]);
  });

  it('is not one that waits for its bank, but for one that has forgotten it', async () => {
    const order = await placed(market.emulator, market.oneStall);
    const legId = firstLeg(order);
    const db = await getDb();
    await db.update(legs).set({ state: 'processing', leaseOwner: null }).where(eq(legs.id, legId));
    await db
      .update(savedMethods)
      .set({ type: 'us_bank_account' })
      .where(eq(savedMethods.id, order.card.id));
    await attemptedAgo(legId, 3 * 1_440);
    expect(await about(legId)).toBeUndefined();
    await attemptedAgo(legId, 11 * 1_440);
    expect(await about(legId)).toMatchObject({ triesText: 'For 11 days' });
  });
});

it('a payment that does not agree is shown at once, and may be ended', async () => {
  const order = await placed(market.emulator, market.oneStall);
  const legId = firstLeg(order);
  const db = await getDb();
  const problem = { type: 'souk', code: 'answer_mismatch', message: 'amount is 1', ...nobody };
  await db.update(legs).set({ state: 'processing' }).where(eq(legs.id, legId));
  await db.update(attempts).set({ problem }).where(eq(attempts.legId, legId));
  expect(await about(legId)).toMatchObject({
    title: 'A payment that does not agree with its order',
    reason: 'amount is 1',
    ending: {
      what: { legId },
      follows: expect.stringContaining('goes back to the buyer') as string,
    },
  });
  await db
    .update(attempts)
    .set({ problem: { ...problem, type: 'invalid_request_error', code: 'account_invalid' } })
    .where(eq(attempts.legId, legId));
  expect(await about(legId)).toMatchObject({
    title: 'A payment at an account that has left',
    ending: { what: { legId } },
  });
});

const nobody = { declineCode: null, requestId: null };

it('a refund that cannot be sent is shown, and tried at once', async () => {
  const order = await paidOrder(market.emulator, market.oneStall);
  const db = await getDb();
  const refundId: RefundId = await grantRefund(db, {
    of: { legId: order.legId },
    chargeId: order.chargeId as never,
    amount: 10,
    currency: 'usd',
    reason: 'by_seller',
  });
  await market.emulator.fault({ ...down, path: '/v1/refunds' });
  await sendRefund(refundId);
  expect(await about(refundId)).toBeUndefined();
  await db
    .update(refunds)
    .set({ decidedAt: minutesAgo(40) })
    .where(eq(refunds.id, refundId));
  expect(await about(refundId)).toMatchObject({
    triesText: 'For 40 minutes',
    reason: expect.stringContaining('unanswered') as string,
  });
  await market.emulator.clearFaults();
  expect(await tryAgain(olu, { stalled: 'refund', id: refundId })).toMatchObject({ ok: true });
  // It stays known that it may have been sent, and it is due.
  const [row] = await db
    .select({ isDue: sql<boolean | null>`${refunds.leaseUntil} <= now()` })
    .from(refunds)
    .where(eq(refunds.id, refundId));
  expect(row).toEqual({ isDue: true });
  await sendRefund(refundId);
  expect(await about(refundId)).toBeUndefined();
});

it('a refund that does not agree with what was granted is shown at once, and read again at a press', async () => {
  const order = await paidOrder(market.emulator, market.oneStall);
  const db = await getDb();
  const refundId: RefundId = await grantRefund(db, {
    of: { legId: order.legId },
    chargeId: order.chargeId as never,
    amount: 10,
    currency: 'usd',
    reason: 'by_seller',
  });
  await sendRefund(refundId);
  const mine = eq(refunds.id, refundId);
  const problem = { type: 'souk', code: 'answer_mismatch', message: 'amount is 1', ...nobody };
  await db.update(refunds).set({ state: 'pending', problem }).where(mine);
  expect(await about(refundId)).toMatchObject({
    title: 'A refund that does not agree with what was granted',
    reason: 'amount is 1',
    canTry: true,
  });
  expect(await tryAgain(olu, { stalled: 'refund', id: refundId })).toMatchObject({ ok: true });
  expect(await jobsOf('look-after-sale')).toContainEqual({ legId: order.legId });
  await lookAfterSale({ legId: order.legId });
  expect(await db.select().from(refunds).where(mine)).toMatchObject([
    { state: 'succeeded', problem: null },
  ]);
  expect(await about(refundId)).toBeUndefined();
});

describe('of a subscription', () => {
  async function mirror() {
    const { emulator, stalls } = market;
    const buyer = await newBuyer();
    const card = await saveCard(emulator, buyer, 'pm_card_visa');
    const [stall] = stalls;
    if (!stall) throw new Error('no stall');
    return { buyer, ...(await makeMirror(emulator, buyer, card, await openPlan(emulator, stall))) };
  }

  it('a start that does not begin is shown', async () => {
    const { id } = await mirror();
    const db = await getDb();
    await db
      .update(subscriptions)
      .set({ state: 'cloning', attemptedAt: minutesAgo(40), leaseUntil: minutesAgo(-5) })
      .where(eq(subscriptions.id, id));
    expect(await about(id)).toMatchObject({ title: 'Begin a subscription' });
    expect(await tryAgain(olu, { stalled: 'start', id })).toMatchObject({ ok: true });
    expect(await jobsOf('start-subscription')).toContainEqual({ subscriptionId: id });
    const [row] = await db.select().from(subscriptions).where(eq(subscriptions.id, id));
    expect(row?.leaseUntil).toBeNull();
  });

  it('a sync that does not reach its seller is shown', async () => {
    const { id, buyer } = await mirror();
    const db = await getDb();
    await requestSyncs(db, {
      ...{ buyerId: buyer.id, reason: 'buyer', which: 'all' },
      ...{ renewsMethod: false, renewsCustomer: true },
    });
    expect(await about(id)).toBeUndefined();
    await db.execute(
      sql`update syncs set created_at = now() - interval '40 minutes' where subscription_id = ${id}`,
    );
    expect(await about(id)).toMatchObject({
      title: 'Bring a subscription up to date at its seller',
      reason: 'Nobody has said why so far.',
    });
    expect(await tryAgain(olu, { stalled: 'sync', id })).toMatchObject({ ok: true });
    expect(await jobsOf('sync-mirror')).toContainEqual({ subscriptionId: id });
  });

  it('a change that is not made is shown, with the reason', async () => {
    const { id } = await mirror();
    const db = await getDb();
    const changeId = newId<SubscriptionChangeId>('chg');
    await db.insert(subscriptionChanges).values({
      ...{ id: changeId, subscriptionId: id, kind: 'cancel_at_period_end' },
      changeKey: `change:${changeId}` as IdempotencyKey,
      createdAt: minutesAgo(40),
    });
    await market.emulator.fault({ ...down, path: '/v1/subscriptions/*' });
    await sendChange(changeId);
    await market.emulator.clearFaults();
    expect(await about(changeId)).toMatchObject({
      title: 'Change a subscription as its buyer asked',
      reason: expect.stringContaining('unanswered') as string,
    });
    expect(await tryAgain(olu, { stalled: 'change', id: changeId })).toMatchObject({ ok: true });
    await sendChange(changeId);
    expect(await about(changeId)).toBeUndefined();
  });
});

it('late money for Plus whose refund failed is shown, and sent once more', async () => {
  const { membershipId } = await beginPlus(await newBuyer());
  const db = await getDb();
  await db
    .update(memberships)
    .set({ state: 'canceled', refundState: 'failed', platformRefundId: 're_failed' as never })
    .where(eq(memberships.id, membershipId));
  expect(await about(membershipId)).toMatchObject({
    ref: { membershipId },
    title: 'A refund of a membership that failed',
    canTry: true,
  });
  // There is no charge to give back here: that it is asked for at all is what counts.
  await expect(tryAgain(olu, { membershipId })).rejects.toThrow('nothing to give back');
  expect(await about(membershipId)).toBeUndefined();
});

it('a year of Plus that does not agree is shown at once, and looked at again at a press', async () => {
  const { stripe } = market.emulator;
  const { membershipId, intentId } = await beginPlus(await newBuyer());
  await stripe.paymentIntents.update(intentId, { metadata: { membership: 'mem_0000' } });
  await lookAtMembership(membershipId);
  expect(await about(membershipId)).toMatchObject({
    ref: { stalled: 'membership', id: membershipId },
    title: 'A payment of Plus that does not agree',
    reason: expect.stringContaining('membership is mem_0000') as string,
    canTry: true,
  });
  await tryAgain(olu, { stalled: 'membership', id: membershipId });
  expect(await jobsOf('finish-membership')).toContainEqual({ membershipId });
  await stripe.paymentIntents.update(intentId, { metadata: { membership: membershipId } });
  await lookAtMembership(membershipId);
  expect(await about(membershipId)).toBeUndefined();
});
