/**
 * A server error that Stripe keeps under an idempotency key answers every repeat with that key for a
 * day. https://docs.stripe.com/error-low-level#idempotency
 */
import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { AccountPaymentIntentId, IdempotencyKey, LegId } from '../model/ids';
import { getDb } from '../store/client';
import { buyers, legs, memberships, savedMethods, setups, users } from '../store/schema';
import { cancelSetup } from './wallet/cancel-setup';
import { convergeLeg } from './converge-leg';
import { consent } from './wallet/consent';
import { finishMembership } from './plus/finish-membership';
import { followBuyer } from './wallet/follow-buyer';
import { payLegs } from './pay-leg';
import { removeMethod } from './wallet/remove-method';
import { settleOrder } from './settle-order';
import { startSetup } from './wallet/start-setup';
import { heldTogether, holdsOf, statesOf } from './testing/all-or-nothing';
import { alteringProxy } from './testing/altering-proxy';
import { openHouse } from './testing/house';
import { beginPlus, membershipRow, onPlatform, payWith } from './testing/membership';
import { freeLease, minutesAgo, paidOnce, placed, readLeg } from './testing/orders';
import { newBuyer, openStalls, saveCard, type Stall } from './testing/shop';

const proxy = alteringProxy();
const house = openHouse(proxy.open);
let stalls: Stall[];

beforeAll(async () => {
  stalls = await openStalls(house.emulator, 2);
});
beforeEach(() => {
  proxy.broken = null;
  proxy.done = false;
  proxy.keys.clear();
  vi.spyOn(console, 'error').mockReturnValue();
});

it.each([
  ['not made', false],
  ['made all the same', true],
])('to a clone that was %s: another one pays the seller, once', async (_, done) => {
  const order = await placed(house.emulator, stalls.slice(0, 1));
  Object.assign(proxy, { broken: /^POST \/v1\/payment_methods$/, done });
  await payLegs(order.legIds);
  await paidOnce(house.emulator, order);
  expect(proxy.keys.size).toBe(2);
});

it.each([
  ['not made', false],
  ['made all the same', true],
])('to a Customer that was %s: the first press has one, and one alone', async (_, done) => {
  const buyer = await newBuyer();
  Object.assign(proxy, { broken: /^POST \/v1\/customers$/, done });
  expect(await startSetup(buyer, { consentVersion: consent.version })).toMatchObject({ ok: true });
  expect(proxy.keys.size).toBe(done ? 1 : 2);
  const { data } = await house.emulator.stripe.customers.list({ limit: 100 });
  expect(data.filter(({ metadata }) => metadata.buyer === buyer.id)).toHaveLength(1);
});

it('to a set-up: its buyer is told, and the next press begins another', async () => {
  const buyer = await newBuyer();
  const press = () => startSetup(buyer, { consentVersion: consent.version });
  proxy.broken = /^POST \/v1\/setup_intents$/;
  expect(await press()).toMatchObject({ ok: false, reason: 'unreachable' });
  expect(await press()).toMatchObject({ ok: true });
});

it('to a new name: the platform has it all the same', async () => {
  const buyer = await newBuyer();
  await saveCard(house.emulator, buyer, 'pm_card_visa');
  const db = await getDb();
  await db.update(users).set({ name: 'Ann Lee' }).where(eq(users.id, buyer.id));
  proxy.broken = /^POST \/v1\/customers\/cus_/;
  await followBuyer(buyer.id);
  expect(proxy.keys.size).toBe(2);
  const [row] = await db.select().from(buyers).where(eq(buyers.id, buyer.id));
  const there = await house.emulator.stripe.customers.retrieve(String(row?.platformCustomerId));
  expect(there).toMatchObject({ name: 'Ann Lee' });
});

it('to a release: what is held is let go with another key', async () => {
  const order = await heldTogether(house.emulator, stalls);
  proxy.broken = /^POST .*\/cancel$/;
  await settleOrder(order.orderId, { canceled: true });
  const states = await statesOf(order);
  expect([...states].sort()).toEqual(['canceled', 'releasing']);
  const stuck = order.legIds[states.indexOf('releasing')] as LegId;
  await freeLease(stuck);
  await payLegs([stuck]);
  expect(await statesOf(order)).toEqual(['canceled', 'canceled']);
  const holds = await holdsOf(house.emulator, order);
  expect(holds.map(({ statuses }) => statuses)).toEqual([['canceled'], ['canceled']]);
  expect(proxy.keys.size).toBe(3);
});

it('to a release that comes late: what is held is let go with another key', async () => {
  const { legIds } = await heldTogether(house.emulator, stalls);
  const { leg, attempt } = await readLeg(legIds[0] as LegId);
  const db = await getDb();
  await db.update(legs).set({ state: 'failed' }).where(eq(legs.id, leg.id));
  proxy.broken = /^POST .*\/cancel$/;
  const paymentIntentId = attempt.paymentIntentId as AccountPaymentIntentId;
  await convergeLeg({ accountId: leg.accountId, paymentIntentId });
  const { paymentIntents } = house.emulator.stripe;
  const on = { stripeAccount: leg.accountId };
  expect(await paymentIntents.retrieve(paymentIntentId, {}, on)).toMatchObject({
    status: 'canceled',
  });
  expect([...proxy.keys]).toEqual([attempt.releaseKey, (await readLeg(leg.id)).attempt.releaseKey]);
});

it('to a capture: the money is taken with another key, and nothing is called off', async () => {
  const order = await heldTogether(house.emulator, stalls);
  proxy.broken = /^POST .*\/capture$/;
  await settleOrder(order.orderId);
  expect(await statesOf(order)).toEqual(['paid', 'paid']);
  expect(proxy.keys.size).toBe(3);
});

it('to the end of a payment of Plus: it ends with another key', async () => {
  const buyer = await newBuyer();
  const { membershipId } = await beginPlus(buyer);
  const db = await getDb();
  await db
    .update(memberships)
    .set({ createdAt: minutesAgo(21 * 60) })
    .where(eq(memberships.id, membershipId));
  proxy.broken = /^POST .*\/cancel$/;
  const next = await beginPlus(buyer);
  expect(next.membershipId).not.toBe(membershipId);
  expect(await membershipRow(membershipId)).toMatchObject({ state: 'canceled' });
  expect((await onPlatform(house.emulator, buyer)).intents.sort()).toEqual([
    'canceled',
    'requires_payment_method',
  ]);
});

it('to money of Plus that goes back: it goes back once, with another key', async () => {
  const buyer = await newBuyer();
  const { membershipId, intentId } = await beginPlus(buyer);
  await payWith(house.emulator, intentId);
  const db = await getDb();
  await db.update(memberships).set({ state: 'canceled' }).where(eq(memberships.id, membershipId));
  proxy.broken = /^POST .*\/refunds$/;
  await finishMembership(buyer, membershipId);
  expect(await membershipRow(membershipId)).toMatchObject({
    refundState: 'succeeded',
    refundKey: [...proxy.keys][1],
  });
  const { received, given } = await onPlatform(house.emulator, buyer);
  expect(given).toBe(received);
});

it('to the end of a set-up: it ends with another key', async () => {
  const buyer = await newBuyer();
  const begun = await startSetup(buyer, { consentVersion: consent.version });
  if (!begun.ok) throw new Error(begun.message);
  const { setupId } = begun.value;
  const db = await getDb();
  await db
    .update(setups)
    .set({ cancelKey: `cancel:${setupId}` as IdempotencyKey })
    .where(eq(setups.id, setupId));
  proxy.broken = /^POST .*\/cancel$/;
  await cancelSetup(buyer.id, setupId);
  const [row] = await db.select().from(setups).where(eq(setups.id, setupId));
  expect(row).toMatchObject({ status: 'canceled', cancelKey: [...proxy.keys][1] });
  const intent = await house.emulator.stripe.setupIntents.retrieve(
    String(row?.platformSetupIntentId),
  );
  expect(intent.status).toBe('canceled');
});

it('to the detaching of a card: it is taken off with another key', async () => {
  const buyer = await newBuyer();
  const card = await saveCard(house.emulator, buyer, 'pm_card_visa');
  proxy.broken = /^POST .*\/detach$/;
  expect(await removeMethod(buyer, card.id)).toMatchObject({ ok: true });
  const db = await getDb();
  const [row] = await db.select().from(savedMethods).where(eq(savedMethods.id, card.id));
  expect(row).toMatchObject({ status: 'removed', detachKey: [...proxy.keys][1] });
  const there = await house.emulator.stripe.paymentMethods.retrieve(String(row?.platformMethodId));
  expect(there.customer).toBeNull();
});
