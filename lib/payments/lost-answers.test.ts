import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { LegId } from '../model/ids';
import { getDb } from '../store/client';
import { orders } from '../store/schema';
import { readOwnOrder } from './orders';
import { payLeg } from './pay-leg';
import { resumeLeg } from './resume-leg';
import { startCheckout } from './start-checkout';
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
import { fillCart, newBuyer, saveCard, type Stall } from './testing/shop';

const market = openMarket(2);

describe('an answer that is lost', () => {
  it.each(['/v1/payment_methods', '/v1/payment_intents'])(
    'of %s once: the SDK asks again with the same key, and the buyer notices nothing',
    async (path) => {
      const { emulator } = market;
      const order = await placed(emulator, market.oneStall);
      await emulator.fault({ method: 'POST', path, action: 'drop', times: 1 });
      await payLeg(firstLeg(order));
      const calls = (await emulator.calls()).filter((call) => call.path === path);
      expect(calls.map(({ replayed }) => replayed)).toEqual([false, true]);
      expect(new Set(calls.map((call) => call.idempotency_key)).size).toBe(1);
      await paidOnce(market.emulator, order);
    },
  );

  it.each([
    ['/v1/payment_methods', 'cloning'],
    ['/v1/payment_intents', 'charging'],
  ])('of %s for good: the leg waits in its recovery point and is resumed', async (path, state) => {
    const { emulator } = market;
    const order = await placed(emulator, market.oneStall);
    const legId = firstLeg(order);
    await emulator.fault({ method: 'POST', path, action: 'drop', times: 3 });
    await payLeg(legId);
    const stopped = await readLeg(legId);
    expect(stopped.leg).toMatchObject({ state, leaseOwner: null });
    await freeLease(legId);
    await resumeLeg(legId);
    await paidOnce(market.emulator, order);
    const keys = (await emulator.writes()).map((write) => write.split(' ').at(-1));
    expect(new Set(keys)).toEqual(new Set([stopped.attempt.cloneKey, stopped.attempt.chargeKey]));
  });

  it('on one account does not hold up another, and the order says that it is not done', async () => {
    const { emulator } = market;
    const buyer = await newBuyer();
    const card = await saveCard(emulator, buyer, 'pm_card_visa');
    const quote = await fillCart(buyer, market.stalls);
    const [troubled, fine] = market.stalls as [Stall, Stall];
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
    const order = await readOwnOrder(buyer.id, orderId);
    expect(order?.status).toBe('open');
    expect(order?.legs.map(({ accountId, stateText }) => [accountId, stateText])).toEqual([
      [troubled.accountId, 'Working on it'],
      [fine.accountId, 'Paid'],
    ]);
    const legId = order?.legs[0]?.id as LegId;
    await freeLease(legId);
    await resumeLeg(legId);
    expect((await readOwnOrder(buyer.id, orderId))?.status).toBe('paid');
    expect(await onAccount(emulator, troubled.accountId, orderId)).toMatchObject({ intents: 1 });
  });
});

describe('a key that can tell no more', () => {
  it('is not replaced by a second charge: the account is read, and the charge found there', async () => {
    const order = await placed(market.emulator, market.oneStall);
    const legId = firstLeg(order);
    await payLeg(legId);
    await rewind(legId, { state: 'charging' });
    // A release that sends something else under the same key.
    const number = `SK-${order.orderId.slice(4, 10).toUpperCase()}`;
    const db = await getDb();
    await db.update(orders).set({ number }).where(eq(orders.id, order.orderId));
    await market.emulator.forget();
    await payLeg(legId);
    expect((await market.emulator.calls()).map(({ method, status }) => [method, status])).toEqual([
      ['POST', 400],
      ['GET', 200],
    ]);
    await paidOnce(market.emulator, order);
  });

  it('puts the leg back while its attempt is young, and ends it when nothing is found later', async () => {
    const { emulator } = market;
    const order = await placed(emulator, market.oneStall);
    const legId = firstLeg(order);
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
    const { emulator } = market;
    const order = await placed(emulator, market.oneStall);
    const legId = firstLeg(order);
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
    await paidOnce(market.emulator, order);
  });
});
