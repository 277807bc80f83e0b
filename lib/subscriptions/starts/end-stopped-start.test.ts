/** A start that Stripe tells of otherwise than our row, and its end by an operator or its buyer. */
import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { prepareQueues } from '../../jobs/boss';
import type { AccountSubscriptionId, SubscriptionId } from '../../model/ids';
import type { SessionUser } from '../../model/views';
import { findDifferences } from '../../payments/reconcile/find-differences';
import { operator } from '../../payments/testing/after-sale';
import { openMarket } from '../../payments/testing/market';
import { minutesAgo } from '../../payments/testing/orders';
import { saveCard } from '../../payments/testing/shop';
import { getDb } from '../../store/client';
import { acts, keptClones, refunds, subscriptionInvoices, subscriptions } from '../../store/schema';
import { workView } from '../../work/list-work';
import { convergeAccountSubscription } from '../converge-event';
import { endStoppedStart } from './end-stopped-start';
import { removeUsedMethod } from '../removal/remove-used-method';
import { startAgain } from './start-again';
import { startSubscription } from './start-subscription';
import { openPlan, type PlanStall } from '../testing/mirrors';
import {
  firstOf,
  freeStart,
  onAccountOf,
  placedPlans,
  planOf,
  readStart,
  rewindStart,
  type PlacedPlans,
} from '../testing/starts';

const market = openMarket(1);
let plan: PlanStall;
let olu: SessionUser;
beforeAll(async () => {
  await prepareQueues();
  plan = await openPlan(market.emulator, market.stalls[0] as never);
});
beforeEach(async () => {
  olu = await operator();
});

const on = () => ({ stripeAccount: plan.accountId });
const feeOf = (stripeId: string, percent: number) =>
  market.emulator.stripe.subscriptions.update(stripeId, { application_fee_percent: percent }, on());
const there = ({ buyer }: PlacedPlans) => onAccountOf(market.emulator, plan.accountId, buyer);

/** Begun and charged with another fee than was agreed, and its answer lost for a day. */
async function stopped() {
  const of = await placedPlans(market.emulator, [plan]);
  const id = firstOf(of);
  await agree(id, 5_000);
  await startSubscription(id);
  await agree(id, 1_000);
  const stripeId = (await readStart(id)).row.accountSubscriptionId as AccountSubscriptionId;
  await rewindStart(id, { state: 'subscribing', attemptedAt: minutesAgo(1_440) });
  await startSubscription(id);
  expect((await readStart(id)).row).toMatchObject({
    ...{ state: 'subscribing', refusedSubscriptionId: stripeId },
    problem: { code: 'answer_mismatch' },
  });
  await market.emulator.forget();
  return { of, id, stripeId };
}

async function agree(id: SubscriptionId, feeBasisPoints: number): Promise<void> {
  const db = await getDb();
  await db.update(subscriptions).set({ feeBasisPoints }).where(eq(subscriptions.id, id));
}

const aDay = 86_400_000;

/** What the day's comparison says of the charges that were taken for it. */
async function differencesOf(id: SubscriptionId) {
  const db = await getDb();
  const invoices = await db
    .select({ chargeId: subscriptionInvoices.chargeId })
    .from(subscriptionInvoices)
    .where(eq(subscriptionInvoices.subscriptionId, id));
  const now = Date.now();
  const today = { from: new Date(now - aDay), until: new Date(now + aDay) };
  const found = await findDifferences(plan.accountId, today);
  return found.filter(({ objectId }) => invoices.some(({ chargeId }) => chargeId === objectId));
}

async function refundsOf(id: SubscriptionId) {
  const db = await getDb();
  return db
    .select({ state: refunds.state, amount: refunds.amount, reason: refunds.reason })
    .from(refunds)
    .innerJoin(
      subscriptionInvoices,
      eq(subscriptionInvoices.accountInvoiceId, refunds.accountInvoiceId),
    )
    .where(eq(subscriptionInvoices.subscriptionId, id));
}

const shown = async (id: SubscriptionId) =>
  (await workView()).stopped.find(({ codes }) => codes.some(([, code]) => code === id));

/** Canceled at Stripe, with nothing of its money there, and begun no more. */
async function isOver({ of, id }: Awaited<ReturnType<typeof stopped>>): Promise<void> {
  const { row, clones } = await readStart(id);
  expect(row).toMatchObject({ state: 'failed', refusedSubscriptionId: null });
  expect(clones.every(({ unwantedAt }) => unwantedAt)).toBe(true);
  expect((await there(of)).subscriptions).toEqual(['canceled']);
  const given = { state: 'succeeded', amount: row.unitAmount, reason: 'late_payment' };
  expect(await refundsOf(id)).toEqual([given]);
  const { data } = await market.emulator.stripe.refunds.list({ limit: 1 }, on());
  expect(data[0]?.metadata?.subscription).toBe(id);
}

describe('a start that does not agree', () => {
  it('stands on the operator’s desk at once, and is ended there with its money', async () => {
    const one = await stopped();
    const { of, id } = one;
    expect(await shown(id)).toMatchObject({
      title: 'A subscription that does not agree with its order',
      reason: expect.stringContaining('fee is 50 and should be 10') as string,
      ending: { what: { subscriptionId: id } },
    });
    expect(await endStoppedStart(olu, id)).toMatchObject({ ok: true });
    await isOver(one);
    expect(await differencesOf(id)).toEqual([]);
    expect(await shown(id)).toBeUndefined();
    expect(await endStoppedStart(olu, id)).toMatchObject({ reason: 'not_found' });
    const db = await getDb();
    const [act] = await db.select().from(acts).where(eq(acts.actorId, olu.id));
    expect(act).toMatchObject({
      kind: 'payment_ended',
      about: { orderId: of.orderId, subscriptionId: id },
    });
    // News of what was ended changes nothing, and gives nothing back a second time.
    expect(await convergeAccountSubscription(plan.accountId, one.stripeId)).toBe('converged');
    await isOver(one);

    expect(await planOf(of)).toMatchObject({ standing: 'failed', canRetry: true });
    const again = { savedMethodId: of.card.id, attempt: 1 };
    await startAgain(of.buyer, { orderId: of.orderId, subscriptionId: id }, again);
    expect((await readStart(id)).row).toMatchObject({ state: 'started', status: 'active' });
    expect(await planOf(of)).toMatchObject({ standing: 'paid', afterSale: { refunded: null } });
  });

  it('begins by itself once it was put right', async () => {
    const { of, id, stripeId } = await stopped();
    await feeOf(stripeId, 10);
    await freeStart(id);
    await startSubscription(id);
    expect((await readStart(id)).row).toMatchObject({
      ...{ state: 'started', problem: null, refusedSubscriptionId: null },
      accountSubscriptionId: stripeId,
    });
    expect((await there(of)).subscriptions).toEqual(['active']);
  });

  it('has begun where it was put right before somebody ended it', async () => {
    const { of, id, stripeId } = await stopped();
    await feeOf(stripeId, 10);
    expect(await endStoppedStart(olu, id)).toMatchObject({ ok: true });
    expect((await readStart(id)).row).toMatchObject({ state: 'started', problem: null });
    expect((await there(of)).subscriptions).toEqual(['active']);
    expect(await refundsOf(id)).toEqual([]);
  });

  it.each([
    ['its end at Stripe', 'DELETE', '/v1/subscriptions/*'],
    ['what it has charged', 'GET', '/v1/invoices'],
  ])('is ended by a second press where the answer about %s is lost', async (_, method, path) => {
    const one = await stopped();
    await market.emulator.fault({ method, path, action: 'drop', times: 3 });
    expect(await endStoppedStart(olu, one.id)).toMatchObject({ reason: 'unreachable' });
    expect(await shown(one.id)).toBeDefined();
    await market.emulator.clearFaults();
    await freeStart(one.id);
    expect(await endStoppedStart(olu, one.id)).toMatchObject({ ok: true });
    await isOver(one);
  });

  it('is not found again by the next try', async () => {
    const { of, id } = await stopped();
    await endStoppedStart(olu, id);
    const again = { savedMethodId: of.card.id, attempt: 1 };
    await startAgain(of.buyer, { orderId: of.orderId, subscriptionId: id }, again);
    const begun = (await readStart(id)).row.accountSubscriptionId;
    await rewindStart(id, { state: 'subscribing', attemptedAt: minutesAgo(1_440) });
    await startSubscription(id);
    expect((await readStart(id)).row).toMatchObject({
      ...{ state: 'started', accountSubscriptionId: begun },
    });
  });
});

describe('a start whose account has left when it may have begun', () => {
  it('is ended, and what began there is ended and sent back once the account is back', async () => {
    const of = await placedPlans(market.emulator, [plan]);
    const id = firstOf(of);
    await startSubscription(id);
    const stripeId = (await readStart(id)).row.accountSubscriptionId as AccountSubscriptionId;
    await rewindStart(id, { state: 'subscribing' });
    const error = { type: 'invalid_request_error', code: 'account_invalid', message: 'No access.' };
    await market.emulator.fault({ action: 'fail', status: 403, error, times: 0 });
    await startSubscription(id);
    expect(await shown(id)).toMatchObject({
      title: 'A subscription at an account that has left',
      ending: { what: { subscriptionId: id } },
    });
    expect(await endStoppedStart(olu, id)).toMatchObject({ ok: true });
    expect((await readStart(id)).row).toMatchObject({
      ...{ state: 'failed', problem: { code: 'account_invalid' } },
    });
    await market.emulator.clearFaults();
    expect(await convergeAccountSubscription(plan.accountId, stripeId)).toBe('converged');
    await isOver({ of, id, stripeId });
  });
});

describe('its card, that the buyer takes away', () => {
  it('is not given another one, as nobody could bring it there', async () => {
    const { of } = await stopped();
    const to = await saveCard(market.emulator, of.buyer, 'pm_card_mastercard');
    expect(await removeUsedMethod(of.buyer, of.card.id, { kind: 'move', to: to.id })).toMatchObject(
      { reason: 'not_movable' },
    );
  });

  it('ends it, gives back what it took, and is kept by nobody', async () => {
    const one = await stopped();
    const { of } = one;
    expect(await removeUsedMethod(of.buyer, of.card.id, { kind: 'cancel' })).toMatchObject({
      ok: true,
    });
    await isOver(one);
    const db = await getDb();
    const kept = await db.select().from(keptClones).where(eq(keptClones.savedMethodId, of.card.id));
    expect(kept.every(({ unwantedAt }) => unwantedAt)).toBe(true);
    const mine = await db.select().from(acts).where(eq(acts.actorId, of.buyer.id));
    expect(mine.find(({ kind }) => kind === 'payment_ended')).toMatchObject({
      role: 'buyer',
      about: { subscriptionId: one.id },
    });
  });
});
