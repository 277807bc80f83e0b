import fc from 'fast-check';
import { eq, inArray, sql } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { prepareQueues } from '../jobs/boss';
import type { AccountSubscriptionId, OrderId, PlatformPaymentIntentId } from '../model/ids';
import { legStates, orderStatus, orderStatuses } from '../model/status';
import { convergeLeg } from '../payments/converge-leg';
import { convergeMembership } from '../payments/plus/finish-membership';
import { payLegs } from '../payments/pay-leg';
import { retryLeg } from '../payments/retry-leg';
import { atBank, asked, press } from '../payments/testing/authentication';
import { openMarket } from '../payments/testing/market';
import { askForPlus } from '../payments/testing/membership';
import { placed, type Placed } from '../payments/testing/orders';
import { newBuyer, saveCard } from '../payments/testing/shop';
import { getDb, withTx } from '../store/client';
import {
  attempts,
  disputes,
  legLooks,
  legs,
  memberships,
  refunds,
  savedMethods,
  sellers,
  subscriptionInvoices,
  subscriptions,
  webhookEvents,
} from '../store/schema';
import { convergeAccountSubscription } from '../subscriptions/converge-event';
import { makeMirror, openPlan } from '../subscriptions/testing/mirrors';
import eventTypes from './event-types.json';
import { handleEvent } from './handle-event';
import { storeEvent, type EventRef } from './inbox';

const market = openMarket(2);

/** As it was delivered, or would have been. */
interface Told {
  readonly ref: EventRef;
  readonly event: Parameters<typeof storeEvent>[1];
}

let log: readonly Told[];
let orders: readonly OrderId[];
let start: Awaited<ReturnType<typeof snapshot>>;

/** Everything that events may change, of all orders here. */
async function snapshot() {
  const db = await getDb();
  return {
    legs: await db.select().from(legs).orderBy(legs.id),
    attempts: await db.select().from(attempts).orderBy(attempts.id),
    refunds: await db.select().from(refunds).orderBy(refunds.id),
    savedMethods: await db.select().from(savedMethods).orderBy(savedMethods.id),
    sellers: await db.select().from(sellers).orderBy(sellers.id),
    subscriptions: await db.select().from(subscriptions).orderBy(subscriptions.id),
    invoices: await db
      .select()
      .from(subscriptionInvoices)
      .orderBy(subscriptionInvoices.accountInvoiceId),
    memberships: await db.select().from(memberships).orderBy(memberships.id),
  };
}

/** Puts all of it back to the beginning; what events add is gone. */
async function restore(): Promise<void> {
  await withTx(async (tx) => {
    await tx.delete(webhookEvents);
    await tx.execute(sql`delete from pgboss.job`);
    await tx.delete(disputes);
    await tx.delete(refunds);
    await tx.delete(subscriptionInvoices);
    await tx.insert(subscriptionInvoices).values(start.invoices);
    for (const { id, ...row } of start.subscriptions) {
      await tx.update(subscriptions).set(row).where(eq(subscriptions.id, id));
    }
    for (const { id, ...row } of start.memberships) {
      await tx.update(memberships).set(row).where(eq(memberships.id, id));
    }
    await tx.insert(refunds).values(start.refunds);
    await tx.delete(legLooks);
    for (const { id, ...row } of start.legs) await tx.update(legs).set(row).where(eq(legs.id, id));
    for (const { id, ...row } of start.attempts) {
      await tx.update(attempts).set(row).where(eq(attempts.id, id));
    }
    for (const { id, ...row } of start.savedMethods) {
      await tx.update(savedMethods).set(row).where(eq(savedMethods.id, id));
    }
  });
}

/** How all of it stands, without clocks and names of our own making. */
async function state() {
  const db = await getDb();
  const now = await snapshot();
  return {
    legs: now.legs.map(({ id, state, attempt, leaseOwner }) => ({
      id,
      state,
      attempt,
      driven: leaseOwner !== null,
    })),
    attempts: now.attempts
      .map(({ id, cloneId, paymentIntentId, chargeId, problem }) => ({
        id,
        cloneId,
        paymentIntentId,
        chargeId,
        code: problem?.declineCode ?? problem?.code ?? null,
      }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    wallet: now.savedMethods.map(({ id, status, expMonth, isDefault }) => ({
      id,
      status,
      expMonth,
      isDefault,
    })),
    sellers: now.sellers.map(({ id, chargesEnabled }) => ({ id, chargesEnabled })),
    disputes: (await db.select().from(disputes))
      .map(({ legId, accountDisputeId, status, amount }) => ({
        legId,
        accountDisputeId,
        status,
        amount,
      }))
      .sort((a, b) => (a.accountDisputeId < b.accountDisputeId ? -1 : 1)),
    refunds: now.refunds
      .map(({ chargeId, amount, reason, state: at }) => ({ chargeId, amount, reason, at }))
      .sort((a, b) => (a.chargeId < b.chargeId ? -1 : 1)),
    subscriptions: now.subscriptions.map((row) => ({
      ...{ id: row.id, state: row.state, status: row.status, quantity: row.quantity },
      ...{ ends: row.cancelAtPeriodEnd, stripeId: row.accountSubscriptionId },
    })),
    invoices: now.invoices.map((row) => ({
      ...{ id: row.accountInvoiceId, status: row.status, isStray: row.isStray },
      ...{ paid: row.amountPaid, back: row.amountRefunded, chargeId: row.chargeId },
    })),
    memberships: now.memberships.map((row) => ({
      ...{ id: row.id, state: row.state, intentId: row.platformPaymentIntentId },
      ...{ chargeId: row.platformChargeId, method: row.savedMethodId, back: row.amountRefunded },
      ...{ refund: row.platformRefundId, refundState: row.refundState },
      code: row.problem?.declineCode ?? row.problem?.code ?? null,
      ...{ disputes: row.disputes, ended: row.endedAt !== null },
    })),
    looks: (await db.select().from(legLooks))
      .map(({ legId, amountRefunded }) => ({ legId, amountRefunded }))
      .sort((a, b) => (a.legId < b.legId ? -1 : 1)),
    orders: orders.map((id) => {
      const ofOrder = now.legs.filter(({ orderId }) => orderId === id);
      return orderStatus(ofOrder.map((leg) => leg.state));
    }),
  };
}

/** Every event of the platform and of the sellers that Souk listens to, in the order of their making. */
async function recorded(): Promise<Told[]> {
  const told: Told[] = [];
  for (const accountId of [null, ...market.stalls.map((stall) => stall.accountId)]) {
    const endpoint = accountId === null ? 'platform' : 'connect';
    const list = market.emulator.stripe.events.list(
      { limit: 100 },
      accountId ? { stripeAccount: accountId } : {},
    );
    for await (const { id, type, created, data } of list) {
      if (!eventTypes[endpoint].includes(type)) continue;
      const object = data.object as { id?: string; payment_intent?: string | null };
      told.push({
        ref: { endpoint, eventId: id },
        event: {
          id,
          type,
          accountId,
          livemode: false,
          created: new Date(created * 1000),
          echo: false,
          objectId: object.id ?? null,
          paymentIntentId: object.payment_intent ?? null,
        },
      });
    }
  }
  return told.reverse();
}

/** Delivers these and handles each, several at a time as workers do; then what was put off. */
async function play(deliveries: readonly Told[]): Promise<void> {
  for (let index = 0; index < deliveries.length; index += 3) {
    await Promise.all(
      deliveries.slice(index, index + 3).map(async ({ ref, event }) => {
        await storeEvent(ref.endpoint, event, null);
        await handleEvent(ref);
      }),
    );
  }
  for (;;) {
    const db = await getDb();
    const open = await db.select().from(webhookEvents).where(eq(webhookEvents.state, 'received'));
    if (open.length === 0) return;
    for (const { endpoint, eventId } of open) await handleEvent({ endpoint, eventId });
  }
}

beforeAll(async () => {
  await prepareQueues();
  const { emulator } = market;
  // The runs: paid, in dispute, declined and recovered with another card, asked by the bank.
  const paid = await placed(emulator, market.stalls);
  const disputed = await placed(emulator, market.oneStall, 'pm_card_createDispute');
  const declined = await placed(emulator, market.oneStall, 'pm_card_chargeCustomerFail');
  await Promise.all([paid, disputed, declined].map(({ legIds }) => payLegs(legIds)));
  const other = await saveCard(emulator, declined.buyer, 'pm_card_visa');
  const [legId] = declined.legIds;
  if (!legId) throw new Error('no leg');
  const retry = { savedMethodId: other.id, attempt: 1 };
  expect((await retryLeg(declined.buyer, { ...declined, legId }, retry)).ok).toBe(true);
  const bank = await asked(emulator, market.oneStall);
  await press(bank);
  await atBank(emulator, bank, 'authenticate');
  // A payment whose leg was given up before: its money comes too late.
  const late = await placed(emulator, market.oneStall);
  await payLegs(late.legIds);
  await giveBack(paid);
  await subscribed();
  await years();
  await emulator.stripe.paymentMethods.update(await methodOf(paid), {
    card: { exp_month: 2, exp_year: 2043 },
  });
  await emulator.stripe.paymentMethods.detach(await methodOf(disputed));

  orders = [paid, disputed, declined, bank, late].map(({ orderId }) => orderId);
  await forget([...paid.legIds, ...disputed.legIds, ...declined.legIds], 'charging');
  await forget(late.legIds, 'canceled');
  await forgetRefund(late);
  start = await snapshot();
  log = await recorded();
});
beforeEach(restore);

/**
 * A subscription that ends with its period, of whose first payment a part went back, and another one that
 * was made for the same row and is sent back; of the first our row has heard nothing.
 */
async function subscribed(): Promise<void> {
  const { emulator } = market;
  const plan = await openPlan(emulator, market.stalls[0] as never);
  const buyer = await newBuyer();
  const card = await saveCard(emulator, buyer, 'pm_card_visa');
  const { id, accountId, stripeId, customerId } = await makeMirror(emulator, buyer, card, plan);
  const on = { stripeAccount: accountId };
  const stripe = emulator.stripe.subscriptions;
  const there = await stripe.update(stripeId, { cancel_at_period_end: true }, on);
  const { data } = await emulator.stripe.charges.list({ customer: customerId }, on);
  await emulator.stripe.refunds.create({ charge: String(data[0]?.id), amount: 300 }, on);
  const stray = await stripe.create(
    {
      customer: customerId,
      items: [{ price: String(there.items.data[0]?.price.id) }],
      default_payment_method: String(there.default_payment_method),
      metadata: there.metadata,
    },
    on,
  );
  await convergeAccountSubscription(accountId, stray.id as AccountSubscriptionId);
  const db = await getDb();
  await db.update(subscriptions).set({ status: 'incomplete' }).where(eq(subscriptions.id, id));
  const { isStray } = subscriptionInvoices;
  await db.delete(subscriptionInvoices).where(eq(isStray, false));
}

/**
 * Years of Plus, of which our rows have heard nothing: one that is paid and of which a part went back, one
 * whose bank disputes it, one that was given back whole, one that was declined, and one that was canceled
 * here and paid all the same.
 */
async function years(): Promise<void> {
  const { stripe } = market.emulator;
  const chargeOf = (row: Year) => String(row.platformChargeId);
  const part = await year();
  await stripe.refunds.create({ charge: chargeOf(part), amount: 300 });
  const disputed = await year('pm_card_createDispute');
  // Which comes a moment after the payment.
  await vi.waitFor(
    async () => {
      const { data } = await stripe.disputes.list({ charge: chargeOf(disputed) });
      expect(data).toHaveLength(1);
    },
    { timeout: 20_000 },
  );
  await stripe.refunds.create({ charge: chargeOf(await year()) });
  await year('pm_card_chargeCustomerFail');
  const late = await year();
  await change(late, { state: 'canceled' });
  await convergeMembership(late.platformPaymentIntentId as PlatformPaymentIntentId);
  for (const row of await plusRows()) await change(row, { ...unheard, state: 'open' });
  // The answer to its making was lost as well.
  await change(part, { state: 'created', platformPaymentIntentId: null });
  await change(late, { state: 'canceled' });
}

type Year = typeof memberships.$inferSelect;

/** What a row has of the answers that tell of its payment, before there is any. */
const unheard = {
  ...{ platformChargeId: null, savedMethodId: null, consentAt: null, problem: null },
  ...{ paidAt: null, paidUntil: null, amountRefunded: 0, disputes: [], endedAt: null },
  ...{ refundKey: null, platformRefundId: null, refundState: null },
} satisfies Partial<Year>;

async function plusRows(): Promise<Year[]> {
  const db = await getDb();
  return db.select().from(memberships).orderBy(memberships.createdAt);
}

async function change({ id }: Pick<Year, 'id'>, row: Partial<Year>): Promise<void> {
  const db = await getDb();
  await db.update(memberships).set(row).where(eq(memberships.id, id));
}

/** Of another buyer each, by a card that does what its name says. */
async function year(testMethod = 'pm_card_visa'): Promise<Year> {
  const buyer = await newBuyer();
  const card = await saveCard(market.emulator, buyer, testMethod);
  await askForPlus(buyer, card.id);
  const row = (await plusRows()).at(-1);
  if (row?.buyerId !== buyer.id) throw new Error('no year');
  return row;
}

async function giveBack(order: Placed): Promise<void> {
  const db = await getDb();
  const rows = await db
    .select({ chargeId: attempts.chargeId, accountId: legs.accountId })
    .from(attempts)
    .innerJoin(legs, eq(legs.id, attempts.legId))
    .where(inArray(legs.id, [...order.legIds]));
  for (const { chargeId, accountId } of rows) {
    await market.emulator.stripe.refunds.create(
      { charge: String(chargeId), amount: 200 },
      { stripeAccount: accountId },
    );
  }
}

async function methodOf({ card }: Placed): Promise<string> {
  const db = await getDb();
  const [row] = await db.select().from(savedMethods).where(eq(savedMethods.id, card.id));
  return String(row?.platformMethodId);
}

/** Takes from rows what Stripe's answers said of the latest attempt, as if no answer had ever come. */
async function forget(legIds: Placed['legIds'], state: 'charging' | 'canceled'): Promise<void> {
  const db = await getDb();
  await db
    .update(legs)
    .set({ state, paidAt: null, leaseOwner: null, leaseUntil: sql`now() - interval '1 second'` })
    .where(inArray(legs.id, [...legIds]));
  if (state === 'canceled') return;
  await db
    .update(attempts)
    .set({ paymentIntentId: null, chargeId: null, problem: null, finishedAt: null })
    .where(
      sql`${attempts.legId} in (${sql.join(
        [...legIds].map((id) => sql`${id}`),
        sql`, `,
      )}) and ${attempts.number} = (select ${legs.attempt} from ${legs} where ${legs.id} = ${attempts.legId})`,
    );
}

/** Has the late payment sent back, and takes from the row what came of it. */
async function forgetRefund({ legIds }: Placed): Promise<void> {
  const db = await getDb();
  const [late] = await db
    .select({ accountId: legs.accountId, paymentIntentId: attempts.paymentIntentId })
    .from(attempts)
    .innerJoin(legs, eq(legs.id, attempts.legId))
    .where(inArray(legs.id, [...legIds]));
  if (!late?.paymentIntentId) throw new Error('nothing was paid');
  await convergeLeg({ accountId: late.accountId, paymentIntentId: late.paymentIntentId });
  await db.update(refunds).set({ state: 'granted', accountRefundId: null });
}

it('any order and any repeats of what Stripe told end as the straight run does', async () => {
  await play(log);
  const straight = await state();
  // The run is about what it claims to be.
  expect(straight.orders).toEqual(['paid', 'paid', 'paid', 'paid', 'failed']);
  expect(straight.disputes).toHaveLength(1);
  const sentBack = { reason: 'late_payment', at: 'succeeded' };
  expect(straight.refunds).toMatchObject([sentBack, sentBack]);
  expect(straight.subscriptions).toMatchObject([{ status: 'active', ends: true }]);
  expect(straight.invoices.map(({ isStray, back }) => [isStray, back]).sort()).toEqual([
    [false, 300],
    [true, 4200],
  ]);
  const years = straight.memberships.map(({ state, back, refundState, disputes, code }) =>
    [state, back, refundState, disputes.length, code].join(' '),
  );
  expect(years.sort()).toEqual([
    'canceled 0 succeeded 0 ',
    'ended 2400  0 ',
    'open 0  0 generic_decline',
    'paid 0  1 ',
    'paid 300  0 ',
  ]);
  expect(straight.looks.filter(({ amountRefunded }) => amountRefunded === 200)).toHaveLength(2);
  expect(straight.wallet.filter(({ expMonth }) => expMonth === 2)).toHaveLength(1);
  expect(straight.wallet.filter(({ status }) => status === 'removed')).toHaveLength(1);
  const everyOneAtLeast = fc
    .tuple(
      fc.shuffledSubarray([...log], { minLength: log.length }),
      fc.array(fc.tuple(fc.nat(), fc.constantFrom(...log)), { maxLength: 12 }),
    )
    .map(([order, repeats]) => {
      const all = [...order];
      for (const [at, told] of repeats) all.splice(at % (all.length + 1), 0, told);
      return all;
    });
  await fc.assert(
    fc.asyncProperty(everyOneAtLeast, async (some) => {
      await restore();
      await play(some);
      expect(await state()).toEqual(straight);
    }),
    { numRuns: 6 },
  );
}, 240_000);

it('the status of an order is told for every mixture of its legs', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...legStates), { minLength: 1, maxLength: 6 }),
      fc.constantFrom('each_on_its_own' as const, 'all_or_nothing' as const),
      fc.nat(),
      (states, policy, by) => {
        const status = orderStatus(states, policy);
        expect(orderStatuses).toContain(status);
        // Neither does the order of the legs matter, nor one that stands twice.
        const turned = [
          ...states.slice(by % states.length),
          ...states.slice(0, by % states.length),
        ];
        expect(orderStatus(turned, policy)).toBe(status);
        expect(status === 'paid').toBe(states.every((state) => state === 'paid'));
      },
    ),
  );
});
