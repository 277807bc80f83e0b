import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { prepareQueues } from '../../jobs/boss';
import type { OrderId } from '../../model/ids';
import { plansNotHeld } from '../../model/method-type';
import type { SessionUser } from '../../model/views';
import { placeOrder } from '../../payments/place-order';
import { listOrders } from '../../payments/orders';
import { answerBank } from '../../payments/testing/bank';
import { openMarket } from '../../payments/testing/market';
import { newBuyer, saveBankAccount, saveCard } from '../../payments/testing/shop';
import { getDb } from '../../store/client';
import { newLeaseOwner } from '../../store/lease';
import { accountCustomers, subscriptions, variants } from '../../store/schema';
import { inPage } from '../testing/life';
import { authenticateSubscription, finishAuthentication } from '../authenticate-subscription';
import { changeBuyer } from '../sync/change-buyer';
import { checkOut } from '../checkout';
import { dueMirrors } from '../sync/due-mirrors';
import { convergeSubscription } from '../read-subscription';
import { leaveStart, startAgain } from './start-again';
import { syncMirror } from '../sync/sync-mirror';
import { openPlan, type PlanStall } from '../testing/mirrors';
import { cartOf, onAccountOf, orderOf, planOf, readStart, writesOfStart } from '../testing/starts';
import { drift } from '../testing/sync-house';

const market = openMarket(3);
let plans: PlanStall[] = [];
/** A second plan of the first seller. */
let second: PlanStall;
let trial: PlanStall;

beforeAll(async () => {
  await prepareQueues();
  plans = await Promise.all(market.stalls.map((stall) => openPlan(market.emulator, stall)));
  const [first] = market.oneStall;
  if (!first) throw new Error('no stall');
  second = await openPlan(market.emulator, first);
  trial = await openPlan(market.emulator, first, { trialDays: 14 });
});

const onePlan = () => plans.slice(0, 1);

async function buyerWith(testMethod = 'pm_card_visa') {
  const buyer = await newBuyer();
  const card = await saveCard(market.emulator, buyer, testMethod);
  await market.emulator.forget();
  return { buyer, card };
}

/** Presses the button once for a cart of these. */
async function pressed(wanted: Parameters<typeof cartOf>[1], testMethod?: string) {
  const who = await buyerWith(testMethod);
  const quote = await cartOf(who.buyer, wanted);
  const done = await checkOut(who.buyer, { quote, savedMethodId: who.card.id });
  if (!done.ok) throw new Error(done.message);
  return { ...who, orderId: done.value.orderId };
}

describe('one press', () => {
  it('pays sellers and begins plans of three sellers, goods of one of them beside its plan', async () => {
    const of = await pressed([...market.oneStall, ...plans]);
    const order = await orderOf(of);
    expect(order.status).toBe('paid');
    expect(order.statusText).toBe('The seller is paid, and your 3 plans have begun.');
    expect(order.legs.map(({ state }) => state)).toEqual(['paid']);
    expect(order.subscriptions.map(({ stateText }) => stateText)).toEqual([
      'Active',
      'Active',
      'Active',
    ]);
    expect(order.totals.map(({ text }) => text)).toEqual(['$84.00', '€12.00', '¥1,500']);
    expect(order.recurring.map(({ price, every }) => `${price.text} ${every}`)).toEqual([
      '$42.00 every month',
      '€12.00 every month',
      '¥1,500 every month',
    ]);
    expect(order.payments).toBe(4);
    for (const [index, { accountId }] of plans.entries()) {
      expect(await onAccountOf(market.emulator, accountId, of.buyer)).toEqual({
        customers: 1,
        subscriptions: ['active'],
        taken: market.stalls[index]?.amount,
      });
    }
    const [row] = await listOrders(of.buyer.id);
    expect(row).toMatchObject({
      pieces: 4,
      status: 'paid',
      sellers: ['Stall 0', 'Stall 1', 'Stall 2'],
    });
  });

  it('makes each call once, with its stored key, and the fee of the platform', async () => {
    const of = await pressed(onePlan());
    const plan = await planOf(of);
    expect(await market.emulator.writes()).toEqual(await writesOfStart(plan.id));
    const { row } = await readStart(plan.id);
    const made = await market.emulator.stripe.subscriptions.retrieve(
      String(row.accountSubscriptionId),
      {},
      { stripeAccount: row.accountId },
    );
    expect(made).toMatchObject({
      application_fee_percent: 10,
      metadata: { order: of.orderId, subscription: plan.id, buyer: of.buyer.id },
    });
  });

  it('makes one Customer for two plans of one seller, and uses it for the next order', async () => {
    const of = await pressed([...onePlan(), second]);
    const { accountId } = second;
    const customers = async () =>
      (await market.emulator.writes()).filter((write) => write.includes('/v1/customers')).length;
    expect(await customers()).toBe(1);
    const quote = await cartOf(of.buyer, onePlan());
    const again = await checkOut(of.buyer, { quote, savedMethodId: of.card.id });
    expect(again.ok).toBe(true);
    expect(await customers()).toBe(1);
    expect(await onAccountOf(market.emulator, accountId, of.buyer)).toMatchObject({
      customers: 1,
      subscriptions: ['active', 'active', 'active'],
    });
    const db = await getDb();
    const rows = await db
      .select()
      .from(accountCustomers)
      .where(eq(accountCustomers.buyerId, of.buyer.id));
    expect(rows).toHaveLength(1);
  });

  it('charges nothing for a trial, and says when it will', async () => {
    const of = await pressed([trial]);
    const order = await orderOf(of);
    expect(order).toMatchObject({ status: 'paid', payments: 0 });
    expect(order.totals.map(({ amount }) => amount)).toEqual([0]);
    const [plan] = order.subscriptions;
    expect(plan).toMatchObject({ stateText: 'Free trial', due: { amount: 0 } });
    const days = (Date.parse(plan?.nextPayment ?? '') - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(13.9);
    expect(days).toBeLessThan(14.1);
    expect(await onAccountOf(market.emulator, trial.accountId, of.buyer)).toMatchObject({
      taken: 0,
    });
    // While its seller has nothing collected, nobody knows when.
    const db = await getDb();
    await db
      .update(subscriptions)
      .set({ collectionPaused: true })
      .where(eq(subscriptions.orderId, of.orderId));
    expect((await planOf(of)).nextPayment).toBeNull();
  });

  it('sent twice at once makes one order and one subscription', async () => {
    const { buyer, card } = await buyerWith();
    const quote = await cartOf(buyer, onePlan());
    const request = { quote, savedMethodId: card.id };
    const answers = await Promise.all([checkOut(buyer, request), checkOut(buyer, request)]);
    const ids = answers.map((answer) => (answer.ok ? answer.value.orderId : answer.message));
    expect(new Set(ids).size).toBe(1);
    const third = await checkOut(buyer, request);
    expect(third).toEqual(answers[0]);
    expect(await onAccountOf(market.emulator, onePlan()[0]?.accountId ?? '', buyer)).toMatchObject({
      customers: 1,
      subscriptions: ['active'],
    });
  });
});

describe('a plan is refused', () => {
  it('with a bank account', async () => {
    const buyer = await newBuyer();
    const account = await saveBankAccount(market.emulator, buyer);
    const quote = await cartOf(buyer, onePlan());
    const refused = await checkOut(buyer, { quote, savedMethodId: account.id });
    expect(refused).toMatchObject({ ok: false, reason: 'card_unusable' });
  });

  it('with all or nothing', async () => {
    const { buyer, card } = await buyerWith();
    const quote = await cartOf(buyer, [...market.oneStall, ...onePlan()]);
    const request = { quote, savedMethodId: card.id, policy: 'all_or_nothing' } as const;
    expect(await checkOut(buyer, request)).toMatchObject({
      ok: false,
      reason: 'not_holdable',
      message: plansNotHeld,
    });
  });

  it('while its seller’s account has no Price of it', async () => {
    const { buyer, card } = await buyerWith();
    const quote = await cartOf(buyer, [second]);
    const db = await getDb();
    const of = eq(variants.id, second.variantId);
    const [before] = await db.select().from(variants).where(of);
    await db.update(variants).set({ accountPriceId: null }).where(of);
    const refused = await placeOrder(buyer, { quote, savedMethodId: card.id }, newLeaseOwner());
    await db.update(variants).set({ accountPriceId: before?.accountPriceId }).where(of);
    expect(refused).toMatchObject({ ok: false, reason: 'seller_unavailable' });
  });
});

describe('a first payment', () => {
  it('that the bank asks about waits for the buyer, and begins once it is confirmed', async () => {
    const of = await pressed(onePlan(), 'pm_card_authenticationRequired');
    const asked = await planOf(of);
    expect(asked).toMatchObject({ standing: 'action_needed', canConfirm: true, canRetry: true });
    expect((await orderOf(of)).status).toBe('action_needed');
    const step = await authenticateSubscription(of.buyer, asked.id, inPage);
    if (!step.ok || !step.value || !('clientSecret' in step.value))
      throw new Error('no way to the bank');
    expect(step.value.confirmWith).toBeNull();
    const [intentId = ''] = step.value.clientSecret.split('_secret_');
    const on = { stripeAccount: asked.accountId };
    const intent = await market.emulator.stripe.paymentIntents.retrieve(intentId, {}, on);
    await answerBank(market.emulator, intent, 'authenticate', asked.accountId);
    expect(await finishAuthentication(of.buyer, asked.id)).toEqual({
      ok: true,
      value: { waits: null },
    });
    expect(await planOf(of)).toMatchObject({
      stateText: 'Active',
      canConfirm: false,
      canRetry: false,
    });
    expect((await orderOf(of)).status).toBe('paid');
  });

  it('that is declined is told, and paid with another card', async () => {
    const of = await pressed(
      [...market.oneStall, ...plans.slice(1, 2)],
      'pm_card_chargeCustomerFail',
    );
    expect((await orderOf(of)).status).toBe('failed');
    const declined = await planOf(of);
    expect(declined).toMatchObject({ standing: 'declined', canRetry: true, canConfirm: false });
    expect(declined.problem?.message).toBeTruthy();
    const other = await saveCard(market.emulator, of.buyer, 'pm_card_visa');
    const which = { orderId: of.orderId, subscriptionId: declined.id };
    const request = { savedMethodId: other.id, attempt: declined.attempt };
    // Pressed twice.
    const answers = await Promise.all([
      startAgain(of.buyer, which, request),
      startAgain(of.buyer, which, request),
    ]);
    expect(answers.map(({ ok }) => ok)).toEqual([true, true]);
    await expect.poll(async () => (await planOf(of)).stateText).toBe('Active');
    const begun = await planOf(of);
    expect(begun).toMatchObject({ card: 'Visa ending in 4242', canRetry: false, problem: null });
    expect(await onAccountOf(market.emulator, begun.accountId, of.buyer)).toMatchObject({
      subscriptions: ['active'],
      taken: market.stalls[1]?.amount,
    });
    expect((await orderOf(of)).status).toBe('partly_paid');
  });

  it('that is declined again stays to be tried', async () => {
    const of = await pressed(onePlan(), 'pm_card_chargeCustomerFail');
    const declined = await planOf(of);
    const which = { orderId: of.orderId, subscriptionId: declined.id };
    const tried = await startAgain(of.buyer, which, { savedMethodId: of.card.id, attempt: 1 });
    expect(tried.ok).toBe(true);
    expect(await planOf(of)).toMatchObject({ standing: 'declined', attempt: 2, canRetry: true });
    const stale = await startAgain(of.buyer, which, { savedMethodId: of.card.id, attempt: 7 });
    expect(stale).toMatchObject({ ok: false, reason: 'not_retryable' });
  });
});

describe('a start that was refused before there was a Subscription', () => {
  /** The next copy of a card is refused. */
  const refuseClone = () =>
    market.emulator.fault({
      method: 'POST',
      path: '/v1/payment_methods',
      action: 'fail',
      status: 400,
      times: 1,
    });

  it('is another attempt with keys of its own when it is tried again', async () => {
    await refuseClone();
    const of = await pressed(onePlan());
    const failed = await planOf(of);
    expect(failed).toMatchObject({ standing: 'failed', canRetry: true, canCallOff: true });
    const which = { orderId: of.orderId, subscriptionId: failed.id };
    expect((await startAgain(of.buyer, which, { savedMethodId: of.card.id, attempt: 1 })).ok).toBe(
      true,
    );
    expect(await planOf(of)).toMatchObject({ stateText: 'Active', attempt: 2 });
    const { row, clones } = await readStart(failed.id);
    expect(row.subscriptionKey).toBe(`subscribe:${failed.id}:2`);
    expect(clones.map(({ unwantedAt }) => unwantedAt !== null)).toEqual([true, false]);
    expect(await onAccountOf(market.emulator, row.accountId, of.buyer)).toMatchObject({
      customers: 1,
      subscriptions: ['active'],
    });
  });

  it('can be left, and is not begun any more', async () => {
    await refuseClone();
    const of = await pressed(onePlan());
    const failed = await planOf(of);
    const which = { orderId: of.orderId, subscriptionId: failed.id };
    expect((await leaveStart(of.buyer, which)).ok).toBe(true);
    expect((await leaveStart(of.buyer, which)).ok).toBe(true);
    expect(await planOf(of)).toMatchObject({ stateText: 'Canceled', canRetry: false });
    const tried = await startAgain(of.buyer, which, { savedMethodId: of.card.id, attempt: 1 });
    expect(tried).toMatchObject({ ok: false, reason: 'not_retryable' });
    const stranger = await newBuyer();
    expect(await leaveStart(stranger, which)).toMatchObject({ ok: false, reason: 'not_found' });
  });
});

describe('the Customer of an earlier subscription', () => {
  async function renamed(of: { buyer: SessionUser; orderId: OrderId }) {
    const { row } = await readStart((await planOf(of)).id);
    const on = { stripeAccount: row.accountId };
    const { stripe } = market.emulator;
    const id = String(row.accountSubscriptionId);
    await stripe.subscriptions.cancel(id, {}, on);
    await convergeSubscription(row.id);
    const email = `new-${of.buyer.id}@souk.example`;
    expect(await changeBuyer(of.buyer, { name: 'Jennifer', email })).toMatchObject({
      value: { subscriptionIds: [] },
    });
    return { email, customer: async () => (await stripe.customers.list({ email }, on)).data };
  }

  it('is told the name and e-mail that its buyer has taken since', async () => {
    const of = await pressed(onePlan());
    const { email, customer } = await renamed(of);
    const quote = await cartOf(of.buyer, onePlan());
    const again = await checkOut(of.buyer, { quote, savedMethodId: of.card.id });
    if (!again.ok) throw new Error(again.message);
    const { id } = await planOf({ buyer: of.buyer, orderId: again.value.orderId });
    expect(await dueMirrors()).toContain(id);
    await syncMirror(id);
    expect(await customer()).toMatchObject([{ name: 'Jennifer', email }]);
    // While that one is in step, the next needs no word about it.
    const third = await cartOf(of.buyer, onePlan());
    const next = await checkOut(of.buyer, { quote: third, savedMethodId: of.card.id });
    if (!next.ok) throw new Error(next.message);
    const begun = await planOf({ buyer: of.buyer, orderId: next.value.orderId });
    expect(await dueMirrors()).not.toContain(begun.id);
  });

  it('is told them also where the first attempt had failed', async () => {
    const path = '/v1/payment_methods';
    await market.emulator.fault({ method: 'POST', path, action: 'fail', status: 400, times: 1 });
    const of = await pressed(onePlan());
    const failed = await planOf(of);
    const email = `new-${of.buyer.id}@souk.example`;
    await changeBuyer(of.buyer, { name: 'Jennifer', email });
    const which = { orderId: of.orderId, subscriptionId: failed.id };
    await startAgain(of.buyer, which, { savedMethodId: of.card.id, attempt: 1 });
    await syncMirror(failed.id);
    expect((await planOf(of)).stateText).toBe('Active');
    expect(await drift(of.buyer.id)).toEqual([]);
  });
});
