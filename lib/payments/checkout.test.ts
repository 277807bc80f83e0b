import { eq, inArray } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { readCartRows } from '../catalog/cart-rows';
import { readUnderneath } from '../inspector/underneath';
import type { SavedMethodId } from '../model/ids';
import type { OrderView } from '../model/order-views';
import type { SavedMethodView, SessionUser } from '../model/views';
import { getDb } from '../store/client';
import { legs, savedMethods, sellers, variants } from '../store/schema';
import { readOwnOrder, listOrders } from './orders';
import { removeMethod } from './wallet/remove-method';
import { retryLeg } from './retry-leg';
import { startCheckout } from './start-checkout';
import { openHouse } from './testing/house';
import { fillCart, newBuyer, openStalls, saveCard, writesOf, type Stall } from './testing/shop';

const house = openHouse();
let stalls: Stall[];

beforeAll(async () => {
  stalls = await openStalls(house.emulator, 3);
});

async function buyerWith(
  testMethod: string,
): Promise<{ buyer: SessionUser; card: SavedMethodView }> {
  const buyer = await newBuyer();
  const card = await saveCard(house.emulator, buyer, testMethod);
  await house.emulator.forget();
  return { buyer, card };
}

async function pay(buyer: SessionUser, quote: string, card: SavedMethodView): Promise<OrderView> {
  const started = await startCheckout(buyer, { quote, savedMethodId: card.id });
  if (!started.ok) throw new Error(started.message);
  const order = await readOwnOrder(buyer.id, started.value.orderId);
  if (!order) throw new Error('no order');
  return order;
}

const stockOf = async (stall: Stall) => {
  const db = await getDb();
  const [row] = await db.select().from(variants).where(eq(variants.id, stall.variantId));
  return row?.stock;
};

describe('paying', () => {
  it('pays one seller with a clone and a direct charge on its account', async () => {
    const { emulator } = house;
    const { buyer, card } = await buyerWith('pm_card_visa');
    const order = await pay(buyer, await fillCart(buyer, stalls.slice(0, 1)), card);
    const [leg] = order.legs;
    expect(order.status).toBe('paid');
    expect(leg).toMatchObject({ state: 'paid', amount: { amount: 4200 }, fee: { amount: 420 } });
    if (!leg) throw new Error('no leg');
    expect(await emulator.writes()).toEqual(writesOf(leg).sort());

    const attempt = leg.attempts[0];
    const charge = await emulator.stripe.charges.retrieve(
      attempt?.chargeId ?? '',
      {},
      { stripeAccount: leg.accountId },
    );
    expect(charge).toMatchObject({
      amount: 4200,
      currency: 'usd',
      application_fee_amount: 420,
      payment_method: attempt?.cloneId,
      payment_intent: attempt?.paymentIntentId,
      paid: true,
    });
    expect(charge.metadata).toMatchObject({ order: order.id, leg: leg.id, buyer: buyer.id });
    expect(charge.statement_descriptor_suffix).toBe(order.number);
  });

  it('pays three sellers in three currencies, and leaves the saved method whole', async () => {
    const { emulator } = house;
    const { buyer, card } = await buyerWith('pm_card_mastercard');
    const before = await Promise.all(stalls.map(stockOf));
    const order = await pay(buyer, await fillCart(buyer, stalls), card);
    expect(order.legs.map(({ state }) => state)).toEqual(['paid', 'paid', 'paid']);
    expect(order.totals.map(({ text }) => text)).toEqual(['$42.00', '€12.00', '¥1,500']);
    expect(await emulator.writes()).toEqual(order.legs.flatMap((leg) => writesOf(leg)).sort());
    expect(await Promise.all(stalls.map(stockOf))).toEqual(before.map((stock) => (stock ?? 0) - 1));
    const method = await emulator.stripe.paymentMethods.retrieve(card.platformMethodId);
    expect(method.customer).toMatch(/^cus_/);
    expect(await listOrders(buyer.id)).toMatchObject([{ id: order.id, pieces: 3, status: 'paid' }]);

    const { calls = [] } = (await readUnderneath(buyer, { of: 'order', id: order.id })) ?? {};
    expect(calls).toHaveLength(6);
    expect(JSON.stringify(calls)).not.toMatch(/sk_test|_secret_[A-Za-z0-9]{10}/);
    for (const { site, apiVersion } of calls) {
      expect(site).toMatch(/^lib\/payments\/[a-z-]+\.ts:\d+$/);
      expect(apiVersion).toMatch(/^\d{4}-\d{2}-\d{2}\./);
    }
  });

  it('takes as many statements before Stripe is asked, however many sellers there are', async () => {
    const { buyer, card } = await buyerWith('pm_card_visa');
    const statementsFor = async (count: number) => {
      const quote = await fillCart(buyer, stalls.slice(0, count));
      const before = house.statements.length;
      const started = await startCheckout(buyer, { quote, savedMethodId: card.id });
      expect(started.ok).toBe(true);
      const made = house.statements.slice(before).filter((text) => !/"stripe_calls"/.test(text));
      const steps = made.filter((text) => /jsonb_to_recordset.*"chargeId"/s.test(text));
      return { others: made.length - steps.length, steps: steps.length };
    };
    // Cart, lines, card and the order itself; then one for each of the two answers.
    expect(await statementsFor(1)).toEqual({ others: 4, steps: 2 });
    const three = await statementsFor(3);
    expect(three.others).toBe(4);
    // Fewer the closer together the answers come.
    expect(three.steps).toBeLessThanOrEqual(6);
  });

  it('answers two clicks at once, and a third later, with one order and one charge', async () => {
    const { emulator } = house;
    const { buyer, card } = await buyerWith('pm_card_visa');
    const quote = await fillCart(buyer, stalls.slice(0, 2));
    const request = { quote, savedMethodId: card.id };
    const clicks = await Promise.all([
      startCheckout(buyer, request),
      startCheckout(buyer, request),
    ]);
    const later = await startCheckout(buyer, request);
    const ids = [...clicks, later].map((one) => (one.ok ? one.value.orderId : one.reason));
    expect(new Set(ids).size).toBe(1);
    const [row] = await listOrders(buyer.id);
    const order = row && (await readOwnOrder(buyer.id, row.id));
    expect(order?.status).toBe('paid');
    expect(await emulator.writes()).toEqual(order?.legs.flatMap((leg) => writesOf(leg)).sort());
  });

  it('refuses the quote of a cart that has changed, and an empty one', async () => {
    const { buyer, card } = await buyerWith('pm_card_visa');
    const old = await fillCart(buyer, stalls.slice(0, 1));
    const now = await fillCart(buyer, stalls.slice(1, 2));
    const send = (quote: string) => startCheckout(buyer, { quote, savedMethodId: card.id });
    expect(await send(old)).toMatchObject({ ok: false, reason: 'cart_changed' });
    expect(await house.emulator.writes()).toEqual([]);
    expect(await send(now)).toMatchObject({ ok: true });
    expect(await send(old)).toMatchObject({ ok: false, reason: 'cart_empty' });
  });

  it('refuses when a price has changed since the page was drawn', async () => {
    const { buyer, card } = await buyerWith('pm_card_visa');
    const [stall] = await openStalls(house.emulator, 1);
    if (!stall) throw new Error('no stall');
    const quote = await fillCart(buyer, [stall]);
    const db = await getDb();
    await db.update(variants).set({ amount: 4300 }).where(eq(variants.id, stall.variantId));
    expect(await startCheckout(buyer, { quote, savedMethodId: card.id })).toMatchObject({
      reason: 'cart_changed',
    });
  });

  it('sells the last piece once, to whoever comes first', async () => {
    const [stall] = await openStalls(house.emulator, 1);
    if (!stall) throw new Error('no stall');
    const db = await getDb();
    await db.update(variants).set({ stock: 1 }).where(eq(variants.id, stall.variantId));
    const people = await Promise.all([buyerWith('pm_card_visa'), buyerWith('pm_card_visa')]);
    const orders = await Promise.all(
      people.map(async ({ buyer, card }) => {
        const quote = await fillCart(buyer, [stall]);
        return () => startCheckout(buyer, { quote, savedMethodId: card.id });
      }),
    );
    const answers = await Promise.all(orders.map((send) => send()));
    expect(answers.map((one) => (one.ok ? 'ok' : one.reason)).sort()).toEqual(['ok', 'sold_out']);
    expect(await stockOf(stall)).toBe(0);
  });

  it('refuses a seller that cannot be paid', async () => {
    const { buyer, card } = await buyerWith('pm_card_visa');
    const [stall] = await openStalls(house.emulator, 1);
    if (!stall) throw new Error('no stall');
    const quote = await fillCart(buyer, [stall]);
    const db = await getDb();
    const closed = inArray(sellers.id, [stall.sellerId]);
    await db.update(sellers).set({ chargesEnabled: false }).where(closed);
    expect(await startCheckout(buyer, { quote, savedMethodId: card.id })).toMatchObject({
      reason: 'seller_unavailable',
    });
  });
});

describe('the card', () => {
  const refusedWith = async (buyer: SessionUser, savedMethodId: SavedMethodId) => {
    const quote = await fillCart(buyer, stalls.slice(0, 1));
    await house.emulator.forget();
    const answer = await startCheckout(buyer, { quote, savedMethodId });
    expect(await house.emulator.writes()).toEqual([]);
    expect(await listOrders(buyer.id)).toEqual([]);
    return answer;
  };

  it('cannot be one that was removed', async () => {
    const { buyer, card } = await buyerWith('pm_card_visa');
    await removeMethod(buyer, card.id);
    expect(await refusedWith(buyer, card.id)).toMatchObject({ reason: 'card_unusable' });
  });

  it("cannot be somebody else's, and nobody learns that it exists", async () => {
    const { card } = await buyerWith('pm_card_visa');
    const unknown = 'sm_00000000000000000000' as SavedMethodId;
    const foreign = await refusedWith(await newBuyer(), card.id);
    expect(foreign).toMatchObject({ reason: 'card_unusable' });
    expect(foreign).toEqual(await refusedWith(await newBuyer(), unknown));
  });

  it('cannot be one whose month is over', async () => {
    const { buyer, card } = await buyerWith('pm_card_visa');
    const db = await getDb();
    const mine = eq(savedMethods.id, card.id);
    await db.update(savedMethods).set({ expYear: 2020 }).where(mine);
    expect(await refusedWith(buyer, card.id)).toMatchObject({
      reason: 'card_unusable',
      message: expect.stringContaining('has expired') as string,
    });
  });
});

describe('a declined leg', () => {
  it('says why, and is paid by a new attempt with another card while the others stay as they are', async () => {
    const { emulator } = house;
    const { buyer, card } = await buyerWith('pm_card_chargeCustomerFail');
    const visa = await saveCard(emulator, buyer, 'pm_card_visa');
    await emulator.forget();
    const order = await pay(buyer, await fillCart(buyer, stalls), card);
    expect(order.legs.map(({ state, canRetry }) => [state, canRetry])).toEqual(
      stalls.map(() => ['declined', true]),
    );
    expect(order.legs[0]?.problem).toMatchObject({
      message: 'The bank declined this card.',
      code: 'card_declined',
    });
    expect(await emulator.writes()).toEqual(
      order.legs.flatMap((leg) => writesOf(leg, { charged: 402 })).sort(),
    );

    await emulator.forget();
    const leg = order.legs[1];
    if (!leg) throw new Error('no leg');
    const name = { orderId: order.id, legId: leg.id };
    const again = { savedMethodId: visa.id, attempt: 1 };
    const clicks = await Promise.all([retryLeg(buyer, name, again), retryLeg(buyer, name, again)]);
    expect(clicks.map(({ ok }) => ok)).toEqual([true, true]);
    expect(await emulator.writes()).toEqual(writesOf(leg, { attempt: 2 }).sort());
    const after = await readOwnOrder(buyer.id, order.id);
    expect(after?.legs.map(({ state }) => state)).toEqual(['declined', 'paid', 'declined']);
    expect(after?.status).toBe('partly_paid');
    expect(after?.legs[1]?.attempts.map(({ card: name }) => name)).toEqual([
      'Visa ending in 0341',
      'Visa ending in 4242',
    ]);
    expect(after?.legs[1]?.problem).toBeNull();
  });

  it('gives its stock back, and takes it again with the next attempt', async () => {
    const { emulator } = house;
    const [stall] = await openStalls(emulator, 1);
    if (!stall) throw new Error('no stall');
    const db = await getDb();
    const setStock = (stock: number) =>
      db.update(variants).set({ stock }).where(eq(variants.id, stall.variantId));
    await setStock(1);
    const { buyer, card } = await buyerWith('pm_card_chargeCustomerFail');
    const visa = await saveCard(emulator, buyer, 'pm_card_visa');
    const order = await pay(buyer, await fillCart(buyer, [stall]), card);
    const legId = order.legs[0]?.id;
    if (!legId) throw new Error('no leg');
    expect(await stockOf(stall)).toBe(1);
    const retry = (savedMethodId: SavedMethodId, attempt: number) =>
      retryLeg(buyer, { orderId: order.id, legId }, { savedMethodId, attempt });

    expect(await retry(card.id, 1)).toMatchObject({ ok: true });
    expect(await stockOf(stall)).toBe(1);

    await setStock(0);
    expect(await retry(visa.id, 2)).toMatchObject({
      reason: 'sold_out',
      message: expect.stringContaining('is sold out by now') as string,
    });
    expect(await stockOf(stall)).toBe(0);

    await setStock(3);
    const clicks = await Promise.all([retry(visa.id, 2), retry(visa.id, 2)]);
    expect(clicks.map(({ ok }) => ok)).toEqual([true, true]);
    expect((await readOwnOrder(buyer.id, order.id))?.status).toBe('paid');
    expect(await stockOf(stall)).toBe(2);
  });

  it('cannot be tried again once it is paid, nor by somebody else', async () => {
    const { emulator } = house;
    const { buyer, card } = await buyerWith('pm_card_visa');
    const order = await pay(buyer, await fillCart(buyer, stalls.slice(0, 1)), card);
    const legId = order.legs[0]?.id;
    if (!legId) throw new Error('no leg');
    await emulator.forget();
    const again = { savedMethodId: card.id, attempt: 1 };
    const retry = (who: SessionUser) => retryLeg(who, { orderId: order.id, legId }, again);
    expect(await retry(buyer)).toMatchObject({ reason: 'not_retryable' });
    expect(await retry(await newBuyer())).toMatchObject({ reason: 'not_found' });
    expect(await emulator.writes()).toEqual([]);
  });

  it('waits for its buyer when the bank asks for authentication', async () => {
    const { emulator } = house;
    const { buyer, card } = await buyerWith('pm_card_visa');
    // Attached without a set-up, as a card that came from elsewhere would be.
    const method = await emulator.stripe.paymentMethods.retrieve(card.platformMethodId);
    const asking = await emulator.stripe.paymentMethods.attach('pm_card_authenticationRequired', {
      customer: String(method.customer),
    });
    const db = await getDb();
    await db
      .update(savedMethods)
      .set({ platformMethodId: asking.id as never, last4: '3184' })
      .where(eq(savedMethods.id, card.id));
    const before = await stockOf(stalls[0] as Stall);
    const order = await pay(buyer, await fillCart(buyer, stalls.slice(0, 1)), card);
    expect(await stockOf(stalls[0] as Stall)).toBe((before ?? 0) - 1);
    expect(order.status).toBe('action_needed');
    expect(order.legs[0]).toMatchObject({
      state: 'action_needed',
      stateText: 'Confirm with your bank',
      canRetry: true,
      problem: { code: 'authentication_required' },
    });
    expect(order.legs[0]?.attempts[0]?.paymentIntentId).toMatch(/^pi_/);
  });
});

it('shows an order to its buyer and to nobody else', async () => {
  const { buyer, card } = await buyerWith('pm_card_visa');
  const order = await pay(buyer, await fillCart(buyer, stalls.slice(0, 1)), card);
  const stranger = await newBuyer();
  expect(await readOwnOrder(stranger.id, order.id)).toBeNull();
  expect(await listOrders(stranger.id)).toEqual([]);
  expect(await readUnderneath(stranger, { of: 'order', id: order.id })).toBeNull();
});

it('refuses what is more than one charge can hold, and shows an order that is more in all', async () => {
  const [one] = stalls as [Stall, ...Stall[]];
  const { buyer, card } = await buyerWith('pm_card_visa');
  const db = await getDb();
  const quote = await fillCart(buyer, stalls.slice(0, 2));
  const { id: orderId } = await pay(buyer, quote, card);
  await db
    .update(legs)
    .set({ amount: 60_000_000, currency: 'usd' })
    .where(eq(legs.orderId, orderId));
  expect(await readOwnOrder(buyer.id, orderId)).toMatchObject({
    totals: [{ text: '$1,200,000.00' }],
    paidTotals: [{ text: '$1,200,000.00' }],
  });
  await fillCart(buyer, [one]);
  await fillCart(buyer, [one]);
  const price = (amount: number) =>
    db.update(variants).set({ amount }).where(eq(variants.id, one.variantId));
  await price(60_000_000);
  const dear = (await readCartRows(db, { buyerId: buyer.id }))?.quote ?? '';
  expect(await startCheckout(buyer, { quote: dear, savedMethodId: card.id })).toMatchObject({
    reason: 'too_large',
  });
  await price(one.amount);
});
