import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { LegId } from '../model/ids';
import { getDb } from '../store/client';
import { newLeaseOwner } from '../store/lease';
import { attempts, refunds, savedMethods } from '../store/schema';
import { askRefund } from './refunds/ask-refund';
import { convergeLeg } from './converge-leg';
import { decideOrder } from './decide-order';
import { endHold } from './end-hold';
import { claimLegs } from './leg-progress';
import { payLegs } from './pay-leg';
import { sendCharge } from './send-charge';
import { settle } from './settle-leg';
import { settleOrder, settleOrders, unsettledOrders } from './settle-order';
import {
  cloned,
  heldTogether,
  holdsOf,
  placedTogether,
  readOrderRow,
  restFor,
  shelfOf,
  statesOf,
  viewOf,
} from './testing/all-or-nothing';
import { openMarket } from './testing/market';
import { freeLease, minutesAgo, readLeg, type Placed } from './testing/orders';

const market = openMarket(3);

const paid = ['paid', 'paid', 'paid'];
const canceled = ['canceled', 'canceled', 'canceled'];

/** Every seller was paid in full, once, and the platform's fee was taken once. */
async function expectPaidOnce(order: Placed): Promise<void> {
  const view = await viewOf(order);
  expect(view.status).toBe('paid');
  expect(await holdsOf(market.emulator, order)).toEqual(
    view.legs.map(({ amount, fee }) => ({
      statuses: ['succeeded'],
      received: amount.amount,
      given: 0,
      fees: fee.amount,
    })),
  );
  expect((await readOrderRow(order.orderId)).settledAt).not.toBeNull();
}

/** The account and PaymentIntent of a seller's part; read from its row, as a page would set it going. */
async function holdOf({ legIds }: Placed, index: number) {
  const { leg, attempt } = await readLeg(legIds[index] as LegId);
  return { id: String(attempt.paymentIntentId), on: { stripeAccount: leg.accountId }, leg };
}

const pathsOf = async () =>
  (await market.emulator.writes()).map((write) => write.replace(/.*(\/[a-z_]+ [a-z]+):.*/, '$1'));

async function freeAll({ legIds }: Placed): Promise<void> {
  for (const legId of legIds) await freeLease(legId);
}

describe('a process that dies', () => {
  it('after all is held and before it is decided: whoever sweeps takes it', async () => {
    const order = await heldTogether(market.emulator, market.stalls);
    expect(await unsettledOrders()).not.toContain(order.orderId);
    await restFor(order.legIds, 1);
    expect(await unsettledOrders()).toContain(order.orderId);
    await settleOrders(await unsettledOrders());
    await expectPaidOnce(order);
    expect(await pathsOf()).toEqual(Array(3).fill('/capture capture'));
    expect(await unsettledOrders()).not.toContain(order.orderId);
  });

  it('after all is held, with its buyer looking: the page sets it going again', async () => {
    const order = await heldTogether(market.emulator, market.stalls);
    const look = async () => (await viewOf(order)).status;
    expect(await look()).toBe('open');
    await expect.poll(look, { timeout: 15_000 }).toBe('paid');
  });

  it('after it is decided: each part is taken by whoever drives its leg next', async () => {
    const order = await heldTogether(market.emulator, market.stalls);
    expect((await decideOrder(order.orderId, 'dead:run')).sort()).toEqual([...order.legIds].sort());
    expect((await viewOf(order)).story).toEqual([]);
    await freeAll(order);
    await payLegs(order.legIds);
    await expectPaidOnce(order);
  });

  it('after a part was taken and before that was stored: the answer is asked for again', async () => {
    const order = await heldTogether(market.emulator, market.stalls);
    await decideOrder(order.orderId, 'dead:run');
    const { id, on, leg } = await holdOf(order, 1);
    await market.emulator.stripe.paymentIntents.capture(
      id,
      {},
      { ...on, idempotencyKey: `capture:${leg.id}:1` },
    );
    await freeAll(order);
    await market.emulator.forget();
    await payLegs(order.legIds);
    const replayed = (await market.emulator.calls()).filter((call) => call.replayed);
    expect(replayed.map(({ path }) => path)).toEqual([`/v1/payment_intents/${id}/capture`]);
    await expectPaidOnce(order);
  });

  it('after it is decided that nothing is charged: each part is let go by whoever comes next', async () => {
    const order = await heldTogether(market.emulator, market.stalls);
    await decideOrder(order.orderId, 'dead:run', { canceled: true });
    await freeAll(order);
    await payLegs(order.legIds);
    expect(await statesOf(order)).toEqual(canceled);
    expect(await pathsOf()).toEqual(Array(3).fill('/cancel release'));
    expect((await readOrderRow(order.orderId)).settledAt).not.toBeNull();
  });

  it('after a buyer has asked for what was taken: all of it is given back all the same', async () => {
    const { emulator } = market;
    const order = await heldTogether(emulator, market.stalls);
    const { id, on } = await holdOf(order, 2);
    const owner = newLeaseOwner();
    const tasks = await claimLegs(await decideOrder(order.orderId, owner), owner);
    const last = tasks.find(({ legId }) => legId === order.legIds[2]);
    for (const task of tasks) if (task !== last) await endHold(task);
    const leg = { orderId: order.orderId, legId: order.legIds[0] as LegId };
    const asked = { number: 1, amount: 'all', reason: 'other', note: '' } as const;
    expect(await askRefund(order.buyer, leg, asked)).toMatchObject({ ok: true });
    await emulator.stripe.paymentIntents.cancel(id, {}, on);
    if (last) await endHold(last);
    await settleOrder(order.orderId);
    const holds = await holdsOf(emulator, order);
    expect(holds.map(({ received, given, fees }) => [received - given, fees])).toEqual(
      Array(3).fill([0, 0]),
    );
  });

  it('after one part could not be taken: the others are given back once, with the fee', async () => {
    const { emulator } = market;
    const order = await heldTogether(emulator, market.stalls);
    const shelf = await shelfOf(order.orderId);
    const { id, on } = await holdOf(order, 2);
    await emulator.stripe.paymentIntents.cancel(id, {}, on);
    const owner = newLeaseOwner();
    const tasks = await claimLegs(await decideOrder(order.orderId, owner), owner);
    for (const task of tasks) await endHold(task);
    expect((await readOrderRow(order.orderId)).settledAt).toBeNull();
    await Promise.all([1, 2, 3].map(() => settleOrder(order.orderId)));
    const db = await getDb();
    const made = await db
      .select({ leg: refunds.legId, reason: refunds.reason, state: refunds.state })
      .from(refunds)
      .where(eq(refunds.reason, 'all_or_nothing'));
    expect(made.filter(({ leg }) => order.legIds.includes(leg as LegId))).toEqual(
      Array(2).fill({
        leg: expect.any(String) as string,
        reason: 'all_or_nothing',
        state: 'succeeded',
      }),
    );
    const holds = await holdsOf(emulator, order);
    expect(holds.map(({ received, given, fees }) => [received - given, fees])).toEqual(
      Array(3).fill([0, 0]),
    );
    expect(holds.map(({ received }) => received > 0)).toEqual([true, true, false]);
    expect(await shelfOf(order.orderId)).toEqual(shelf.map((stock) => (stock ?? 0) + 1));
    const view = await viewOf(order);
    expect(view).toMatchObject({
      status: 'sent_back',
      statusText: 'Not every seller could be paid, so everything was given back.',
      canOrderAgain: true,
    });
    expect(view.story).toEqual([
      'Not paid: Stall 2. Nothing was charged there.',
      'Paid and given back in full: Stall 0 and Stall 1.',
    ]);
    expect(view.legs[2]?.problem?.message).toBe(
      'The bank let the held money go before it was taken.',
    );
    expect(view.legs[0]?.afterSale.refunds[0]?.reasonText).toBe(
      'Another seller of this order could not be paid',
    );
  });
});

it('a driver that slept before its charge, and wakes after the leg has ended, keeps nothing held', async () => {
  const { emulator } = market;
  const order = await placedTogether(emulator, market.stalls);
  const [first] = order.legIds as [LegId];
  const [task] = await claimLegs([first], newLeaseOwner());
  if (!task) throw new Error('no task');
  const clone = await cloned(task);
  // Nobody else charges what its buyer has taken off the wallet meanwhile.
  const db = await getDb();
  const card = eq(savedMethods.id, order.card.id);
  await db.update(savedMethods).set({ status: 'removed' }).where(card);
  const mine = eq(attempts.legId, first);
  await db
    .update(attempts)
    .set({ createdAt: minutesAgo(3) })
    .where(mine);
  await freeLease(first);
  await payLegs(order.legIds);
  const failed = ['failed', 'failed', 'failed'];
  expect(await statesOf(order)).toEqual(failed);

  const answer = await sendCharge(task, clone);
  await settle(task, answer);
  const { id: paymentIntentId } = answer.intent;
  const held = async () => (await holdsOf(emulator, order))[0]?.statuses;
  expect(await held()).toEqual(['requires_capture']);
  await emulator.forget();
  const hear = () => convergeLeg({ accountId: task.accountId, paymentIntentId });
  expect(await Promise.all([hear(), hear()])).toEqual(['converged', 'converged']);
  expect(await held()).toEqual(['canceled']);
  expect(await statesOf(order)).toEqual(failed);
  expect(new Set(await pathsOf())).toEqual(new Set(['/cancel release']));
});

describe('an answer that is lost', () => {
  it('to a capture for good: that leg waits, and nothing is guessed', async () => {
    const { emulator } = market;
    const order = await heldTogether(emulator, market.stalls);
    const { id, leg } = await holdOf(order, 0);
    const path = `/v1/payment_intents/${id}/capture`;
    await emulator.fault({ method: 'POST', path, action: 'drop', times: 3 });
    await settleOrder(order.orderId);
    expect(await statesOf(order)).toEqual(['capturing', 'paid', 'paid']);
    const waiting = await viewOf(order);
    expect(waiting.status).toBe('open');
    expect(waiting.statusText).toBe('We could not reach our payment service for Stall 0.');
    expect(waiting.story).toContain('Paid: Stall 1 and Stall 2.');
    expect(waiting.story).toContain('You may close this page. Please do not pay again.');
    await freeLease(leg.id);
    await payLegs([leg.id]);
    await expectPaidOnce(order);
  });

  it('to a release for good: that leg waits, and is let go later', async () => {
    const { emulator } = market;
    const order = await heldTogether(emulator, market.stalls);
    const { id, leg } = await holdOf(order, 0);
    const path = `/v1/payment_intents/${id}/cancel`;
    await emulator.fault({ method: 'POST', path, action: 'drop', times: 3 });
    await settleOrder(order.orderId, { canceled: true });
    expect(await statesOf(order)).toEqual(['releasing', 'canceled', 'canceled']);
    expect((await viewOf(order)).story).toContain(
      'This order will not be charged. What is held is let go as soon as we get through.',
    );
    await freeLease(leg.id);
    await payLegs([leg.id]);
    expect(await statesOf(order)).toEqual(canceled);
    expect((await holdsOf(emulator, order)).map(({ statuses }) => statuses)).toEqual(
      Array(3).fill(['canceled']),
    );
  });

  it('to a charge, with another seller declined: that one is let go at once, this one once known', async () => {
    const { emulator } = market;
    const order = await placedTogether(emulator, market.stalls, 'pm_card_chargeCustomerFail');
    const [lost] = market.stalls;
    await emulator.fault({
      method: 'POST',
      path: '/v1/payment_intents',
      account: lost?.accountId ?? '',
      action: 'drop',
      times: 3,
    });
    await payLegs(order.legIds);
    expect(await statesOf(order)).toEqual(['charging', 'canceled', 'declined']);
    const [first] = order.legIds as [LegId];
    await freeLease(first);
    await payLegs([first]);
    expect(await statesOf(order)).toEqual(['canceled', 'canceled', 'declined']);
    const holds = await holdsOf(emulator, order);
    expect(holds.map(({ received }) => received)).toEqual([0, 0, 0]);
    expect(holds[0]?.statuses).toEqual(['canceled']);
  });
});

describe('a verb that comes second', () => {
  it('takes what was taken by hand as taken', async () => {
    const order = await heldTogether(market.emulator, market.stalls);
    const { id, on } = await holdOf(order, 1);
    await market.emulator.stripe.paymentIntents.capture(id, {}, on);
    await settleOrder(order.orderId);
    await expectPaidOnce(order);
  });

  it('takes what was let go by hand as let go', async () => {
    const order = await heldTogether(market.emulator, market.stalls);
    const { id, on } = await holdOf(order, 1);
    await market.emulator.stripe.paymentIntents.cancel(id, {}, on);
    await settleOrder(order.orderId, { canceled: true });
    expect(await statesOf(order)).toEqual(canceled);
  });

  it('decides once, however many ask, and captures each part once', async () => {
    const order = await heldTogether(market.emulator, market.stalls);
    await Promise.all([
      ...[1, 2, 3, 4].map(() => settleOrder(order.orderId)),
      payLegs(order.legIds),
    ]);
    await expect.poll(() => statesOf(order), { timeout: 15_000 }).toEqual(paid);
    expect(await pathsOf()).toEqual(Array(3).fill('/capture capture'));
    await settleOrder(order.orderId, { canceled: true });
    await expectPaidOnce(order);
  });
});

it('a capture that is refused for good lets that part go and gives the others back', async () => {
  const { emulator } = market;
  const order = await heldTogether(emulator, market.stalls);
  const { id } = await holdOf(order, 1);
  await emulator.fault({
    method: 'POST',
    path: `/v1/payment_intents/${id}/capture`,
    action: 'fail',
    status: 400,
    error: { type: 'invalid_request_error', message: 'no', code: 'account_invalid' },
  });
  await settleOrder(order.orderId);
  expect(await statesOf(order)).toEqual(['paid', 'failed', 'paid']);
  const holds = await holdsOf(emulator, order);
  expect(holds[1]?.statuses).toEqual(['canceled']);
  expect(holds.map(({ received, given, fees }) => [received - given, fees])).toEqual(
    Array(3).fill([0, 0]),
  );
  expect((await viewOf(order)).legs[1]?.problem?.code).toBe('account_invalid');
});
