import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { readCartRows } from '../catalog/cart-rows';
import type { LegId } from '../model/ids';
import { getDb } from '../store/client';
import { variants } from '../store/schema';
import { cancelOrder } from './cancel-order';
import { orderAgain } from './order-again';
import { payLegs } from './pay-leg';
import { retryLeg } from './retry-leg';
import { settleOrder, settleOrders, unsettledOrders } from './settle-order';
import { startCheckout } from './start-checkout';
import {
  heldTogether,
  holdsOf,
  placedTogether,
  readOrderRow,
  restFor,
  shelfOf,
  statesOf,
  togetherWith,
  viewOf,
} from './testing/all-or-nothing';
import { atBank, back, press } from './testing/authentication';
import { openMarket } from './testing/market';
import type { Placed } from './testing/orders';
import { fillCart, newBuyer, saveBankAccount, saveCard } from './testing/shop';

const market = openMarket(3);

const waiting = ['authorized', 'authorized', 'action_needed'];
const paid = ['paid', 'paid', 'paid'];
const canceled = ['canceled', 'canceled', 'canceled'];

/** Every part is held but the last, whose bank asks for the buyer. */
async function asked(): Promise<Placed> {
  const order = await placedTogether(
    market.emulator,
    market.stalls,
    'pm_card_authenticationRequired',
  );
  await payLegs(order.legIds);
  expect(await statesOf(order)).toEqual(waiting);
  return order;
}

const lastLeg = ({ legIds }: Placed) => legIds.at(-1) as LegId;
const statusesOf = async (order: Placed) =>
  (await holdsOf(market.emulator, order)).map(({ statuses }) => statuses.join());

describe('a bank that asks for its buyer', () => {
  it('keeps the others held, and all are paid once the buyer confirms', async () => {
    const order = await asked();
    expect(await statusesOf(order)).toEqual([
      'requires_capture',
      'requires_capture',
      'requires_payment_method',
    ]);
    const view = await viewOf(order);
    expect(view).toMatchObject({ status: 'action_needed', canCancel: true, canOrderAgain: false });
    expect(view.story[0]).toBe('Held, not charged: Stall 0 and Stall 1.');
    expect(view.legs[0]?.stateText).toBe('Held, not charged yet');

    const legId = lastLeg(order);
    expect((await press(order, 1, { legId })).ok).toBe(true);
    await atBank(market.emulator, order, 'authenticate', legId);
    expect((await back(order, order.buyer, legId)).ok).toBe(true);
    expect(await statesOf(order)).toEqual(paid);
    expect(await statusesOf(order)).toEqual(['succeeded', 'succeeded', 'succeeded']);
    expect((await readOrderRow(order.orderId)).decisionReason).toBe('all_held');
  });

  it('asks once more when the buyer failed there; nobody is let go for that', async () => {
    const order = await asked();
    const legId = lastLeg(order);
    await press(order, 1, { legId });
    await atBank(market.emulator, order, 'fail', legId);
    await back(order, order.buyer, legId);
    expect(await statesOf(order)).toEqual(waiting);
    const leg = (await viewOf(order)).legs[2];
    expect(leg).toMatchObject({ canAuthenticate: true, canRetry: true });
    expect(leg?.problem?.message).toBe('The bank could not confirm that this is you.');

    const again = await press(order, 2, { legId });
    expect(again).toMatchObject({ ok: true, value: { accountId: leg?.accountId } });
    await atBank(market.emulator, order, 'authenticate', legId);
    await back(order, order.buyer, legId);
    expect(await statesOf(order)).toEqual(paid);
  });

  it('may be passed by with another card, which is held too, and not with a bank account', async () => {
    // The first seller asks: it sells in dollars, which a bank account could pay.
    const order = await placedTogether(
      market.emulator,
      [...market.stalls].reverse(),
      'pm_card_authenticationRequired',
    );
    await payLegs(order.legIds);
    expect(await statesOf(order)).toEqual([...waiting].reverse());
    const leg = { orderId: order.orderId, legId: order.legIds[0] as LegId };
    const account = await saveBankAccount(market.emulator, order.buyer);
    const refused = await retryLeg(order.buyer, leg, { savedMethodId: account.id, attempt: 1 });
    expect(refused).toMatchObject({ ok: false, reason: 'card_unusable' });
    expect(!refused.ok && refused.message).toContain('cannot be held');
    const retried = await retryLeg(order.buyer, leg, { savedMethodId: order.card.id, attempt: 1 });
    expect(retried.ok).toBe(true);
    expect(await statesOf(order)).toEqual(paid);
  });

  it('and is not answered within an hour: all is let go, and the order says why', async () => {
    const order = await asked();
    await restFor(order.legIds, 59);
    expect(await unsettledOrders()).not.toContain(order.orderId);
    await settleOrder(order.orderId);
    expect(await statesOf(order)).toEqual(waiting);

    await restFor(order.legIds, 61);
    expect(await unsettledOrders()).toContain(order.orderId);
    await settleOrders(await unsettledOrders());
    expect(await statesOf(order)).toEqual(canceled);
    expect(await statusesOf(order)).toEqual(['canceled', 'canceled', 'canceled']);
    const view = await viewOf(order);
    expect(view.statusText).toContain('not answered within an hour');
    expect(view.legs.map(({ canRetry, canAuthenticate }) => canRetry || canAuthenticate)).toEqual(
      Array(3).fill(false),
    );
    const late = await press(order, 1, { legId: lastLeg(order) });
    expect(late).toMatchObject({ ok: false, reason: 'not_confirmable' });
  });
});

describe('a buyer who cancels', () => {
  it('has everything let go, the payment at the bank too, and the goods on the shelf', async () => {
    const order = await asked();
    const legId = lastLeg(order);
    await press(order, 1, { legId });
    const shelf = await shelfOf(order.orderId);
    const stranger = await newBuyer();
    expect(await cancelOrder(stranger, order.orderId)).toMatchObject({ reason: 'not_found' });
    expect((await cancelOrder(order.buyer, order.orderId)).ok).toBe(true);
    expect(await statesOf(order)).toEqual(canceled);
    expect(await statusesOf(order)).toEqual(['canceled', 'canceled', 'canceled']);
    expect(await shelfOf(order.orderId)).toEqual(shelf.map((stock) => (stock ?? 0) + 1));
    expect(await viewOf(order)).toMatchObject({
      status: 'failed',
      statusText: 'You canceled this order. Nothing was charged.',
      canCancel: false,
    });
    // Twice is once, and the bank's window is void.
    expect((await cancelOrder(order.buyer, order.orderId)).ok).toBe(true);
    expect((await holdsOf(market.emulator, order)).map(({ received }) => received)).toEqual([
      0, 0, 0,
    ]);
  });

  it('comes too late once everything is charged', async () => {
    const order = await heldTogether(market.emulator, market.stalls);
    await settleOrder(order.orderId);
    const late = await cancelOrder(order.buyer, order.orderId);
    expect(late).toMatchObject({ ok: false, reason: 'not_cancelable' });
    expect(await statesOf(order)).toEqual(paid);
  });

  it('before anything was sent has nothing sent', async () => {
    const order = await placedTogether(market.emulator, market.stalls);
    expect((await cancelOrder(order.buyer, order.orderId)).ok).toBe(true);
    await payLegs(order.legIds);
    expect(await statesOf(order)).toEqual(canceled);
    expect(await market.emulator.writes()).toEqual([]);
  });
});

describe('a checkout', () => {
  it('refuses all or nothing where money cannot be held', async () => {
    const [stall, other] = market.stalls;
    if (!stall || !other) throw new Error('no stalls');
    const buyer = await newBuyer();
    const card = await saveCard(market.emulator, buyer, 'pm_card_visa');
    const account = await saveBankAccount(market.emulator, buyer);
    const quote = await fillCart(buyer, [other, stall]);
    const wish = togetherWith(quote, card, account, [stall]);
    expect(await startCheckout(buyer, wish)).toMatchObject({ ok: false, reason: 'not_holdable' });
    const each = await startCheckout(buyer, { ...wish, policy: 'each_on_its_own' });
    expect(each.ok).toBe(true);
  });

  it('of one seller holds nothing first', async () => {
    const buyer = await newBuyer();
    const card = await saveCard(market.emulator, buyer, 'pm_card_visa');
    const quote = await fillCart(buyer, market.oneStall);
    const started = await startCheckout(buyer, {
      quote,
      policy: 'all_or_nothing',
      savedMethodId: card.id,
    });
    if (!started.ok) throw new Error(started.message);
    expect((await readOrderRow(started.value.orderId)).policy).toBe('each_on_its_own');
  });
});

describe('goods put into the cart again', () => {
  const inCart = async ({ buyer }: Placed) => {
    const cart = await readCartRows(await getDb(), { buyerId: buyer.id });
    return cart?.lines.map(({ variant, quantity }) => [variant.id, quantity]);
  };

  it('are as many as were ordered, however often it is pressed', async () => {
    const order = await placedTogether(
      market.emulator,
      market.stalls,
      'pm_card_chargeCustomerFail',
    );
    await payLegs(order.legIds);
    for (const _ of [1, 2]) {
      expect(await orderAgain(order.buyer, order.orderId)).toEqual({
        ok: true,
        value: { complete: true, short: [] },
      });
    }
    expect(await inCart(order)).toEqual(market.stalls.map(({ variantId }) => [variantId, 1]));
    const stranger = await newBuyer();
    expect(await orderAgain(stranger, order.orderId)).toMatchObject({ reason: 'not_found' });
  });

  it('are what is left, and what is missing is named', async () => {
    const order = await heldTogether(market.emulator, market.stalls);
    await cancelOrder(order.buyer, order.orderId);
    const db = await getDb();
    const [gone, ...left] = market.stalls.map(({ variantId }) => variantId);
    if (!gone) throw new Error('no stall');
    await db.update(variants).set({ stock: 0 }).where(eq(variants.id, gone));
    expect(await orderAgain(order.buyer, order.orderId)).toEqual({
      ok: true,
      value: { complete: false, short: ['Thing 0'] },
    });
    expect(await inCart(order)).toEqual(left.map((variantId) => [variantId, 1]));
    await db.update(variants).set({ stock: 50 }).where(eq(variants.id, gone));
  });
});
