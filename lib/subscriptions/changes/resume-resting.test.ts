import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { prepareQueues } from '../../jobs/boss';
import { alteringProxy } from '../../payments/testing/altering-proxy';
import { openMarket } from '../../payments/testing/market';
import { saveCard } from '../../payments/testing/shop';
import { getDb } from '../../store/client';
import { subscriptionChanges } from '../../store/schema';
import { authenticateSubscription } from '../authenticate-subscription';
import { lastChange } from './change-progress';
import { payWith } from './pay-with';
import { sendChange } from './send-change';
import { syncMirror } from '../sync/sync-mirror';
import { day, inPage, on, passPeriod, passTime } from '../testing/life';
import { openPlan, type PlanStall } from '../testing/mirrors';
import { chargeTo, subscribed } from '../testing/subscribed';

const proxy = alteringProxy();
const market = openMarket(2, proxy.open);
let plan: PlanStall;
let trial: PlanStall;
beforeAll(async () => {
  await prepareQueues();
  plan = await openPlan(market.emulator, market.stalls[0] as never);
  trial = await openPlan(market.emulator, market.stalls[1] as never, { trialDays: 14 });
});

const changed = { ok: true, value: { changed: true } };
const resume = { kind: 'resume' } as const;

/** One whose trial has ended without a card, and that rests since. */
async function resting() {
  const made = await subscribed(market.emulator, trial);
  const { mirror } = made;
  const { stripe } = market.emulator;
  const here = on(mirror.accountId);
  const { default_payment_method: method } = await stripe.subscriptions.update(
    mirror.stripeId,
    { trial_settings: { end_behavior: { missing_payment_method: 'pause' } } },
    here,
  );
  await stripe.paymentMethods.detach(String(method), {}, here);
  await passPeriod(market.emulator, mirror);
  const view = await made.viewNow();
  expect(view).toMatchObject({ stateText: 'Paused', phase: 'paused', canResume: true });
  expect(view.nextText).toMatch(/since its free trial ended/);
  await market.emulator.forget();
  const at = () => stripe.subscriptions.retrieve(mirror.stripeId, {}, here);
  return { ...made, at, chargedTo: (card: string) => chargeTo(market.emulator, mirror, card) };
}

const going = {
  stateText: 'Active',
  invoices: [{ state: 'paid', total: { amount: 1_200 } }, {}],
};

describe('what rests since its trial ended', () => {
  it('goes on once it is paid', async () => {
    const { change, view, at, chargedTo } = await resting();
    await chargedTo('pm_card_visa');
    expect(await change(resume)).toEqual(changed);
    expect((await at()).status).toBe('active');
    expect(await view()).toMatchObject(going);
  });

  it('without a card it does not, and that is what is told', async () => {
    const { change, view, at } = await resting();
    const refused = await change(resume);
    expect(refused).toMatchObject({ ok: false, reason: 'not_changed' });
    expect(refused).toHaveProperty('message', expect.stringMatching(/^There is no card to charge/));
    expect((await at()).status).toBe('paused');
    expect(await view()).toMatchObject({ phase: 'paused', canResume: true });
  });

  it('a card that is declined leaves it as it was and nothing owed, another one is charged', async () => {
    const { buyer, mirror, change, view, viewNow, at, chargedTo } = await resting();
    await chargedTo('pm_card_chargeCustomerFail');
    const refused = await change(resume);
    expect(refused).toMatchObject({ ok: false, reason: 'not_changed' });
    expect(refused).toHaveProperty('message', expect.stringMatching(/declined/));
    expect(await at()).toMatchObject({ status: 'paused', pending_update: null });
    expect(await view()).toMatchObject({
      ...{ phase: 'paused', canResume: true, dunning: null },
      invoices: [{ state: 'void' }, {}],
    });
    // What was declined is not charged later, by a try of Stripe's own.
    await passTime(market.emulator, 30 * day);
    expect((await viewNow()).phase).toBe('paused');
    const other = await saveCard(market.emulator, buyer, 'pm_card_mastercard');
    expect(await payWith(buyer, mirror.id, other.id)).toEqual(changed);
    await syncMirror(mirror.id);
    expect(await view()).toMatchObject({ phase: 'paused', card: { id: other.id } });
    expect(await change(resume)).toEqual(changed);
    expect(await view()).toMatchObject({
      stateText: 'Active',
      invoices: [{ state: 'paid' }, { state: 'void' }, {}],
    });
  });

  it('a bank that asks has it wait for its buyer, who confirms or pays with another card', async () => {
    const { buyer, mirror, change, view, at, chargedTo } = await resting();
    await chargedTo('pm_card_authenticationRequired');
    expect(await change(resume)).toMatchObject({ ok: false, reason: 'bank' });
    expect(await view()).toMatchObject({
      ...{ phase: 'trouble', stateText: 'Confirm with your bank', canResume: false },
      dunning: { canConfirm: true },
    });
    const asked = await authenticateSubscription(buyer, mirror.id, inPage);
    expect(asked).toMatchObject({ ok: true, value: { matter: 'payment' } });
    const other = await saveCard(market.emulator, buyer, 'pm_card_visa');
    await payWith(buyer, mirror.id, other.id);
    await syncMirror(mirror.id);
    expect((await at()).status).toBe('active');
    expect(await view()).toMatchObject(going);
  });
});

describe('what was asked for, and whose answer tells nothing', () => {
  const isCalledOff = {
    ...{ phase: 'paused', canResume: true, dunning: null },
    invoices: [{ state: 'void' }, {}],
  };

  it('has nothing left that could be paid where Stripe keeps a server error', async () => {
    const { mirror, change, view, viewNow, at, chargedTo } = await resting();
    await chargedTo('pm_card_chargeCustomerFail');
    Object.assign(proxy, { broken: /\/resume$/, done: true });
    expect(await change(resume)).toMatchObject({ ok: false, reason: 'not_changed' });
    proxy.broken = null;
    expect(proxy.keys.size).toBe(1);
    expect(await at()).toMatchObject({ status: 'paused', pending_update: null });
    expect(await view()).toMatchObject(isCalledOff);
    await chargeTo(market.emulator, mirror, 'pm_card_visa');
    await passTime(market.emulator, 30 * day);
    expect((await viewNow()).phase).toBe('paused');
  });

  it('nor where it was asked for too long ago', async () => {
    const { mirror, change, viewNow, at, chargedTo } = await resting();
    await chargedTo('pm_card_chargeCustomerFail');
    const path = '/v1/subscriptions/*/resume';
    await market.emulator.fault({ method: 'POST', path, action: 'drop', times: 3 });
    expect(await change(resume)).toMatchObject({ reason: 'unreachable' });
    const asked = await lastChange(mirror.id);
    const db = await getDb();
    await db
      .update(subscriptionChanges)
      .set({ leaseUntil: null, createdAt: sql`now() - interval '2 days'` })
      .where(eq(subscriptionChanges.id, asked?.id as never));
    await sendChange(asked?.id as never);
    expect(await lastChange(mirror.id)).toMatchObject({ state: 'failed' });
    expect(await at()).toMatchObject({ status: 'paused', pending_update: null });
    expect(await viewNow()).toMatchObject(isCalledOff);
  });
});

describe('what its seller has paused', () => {
  async function pausedBySeller() {
    const made = await subscribed(market.emulator, plan);
    const { mirror } = made;
    const { stripe } = market.emulator;
    const here = on(mirror.accountId);
    await passTime(market.emulator, 3 * day);
    const bill_for = { unused_time_from: { type: 'none' } } as const;
    await stripe.subscriptions.pause(mirror.stripeId, { bill_for }, here);
    const view = await made.viewNow();
    expect(view).toMatchObject({ phase: 'paused', canResume: true, nextAt: null });
    expect(view.nextText).toBe('Its seller has paused the payments, and nothing is charged.');
    const at = () => stripe.subscriptions.retrieve(mirror.stripeId, {}, here);
    const resumed = () => stripe.subscriptions.resume(mirror.stripeId, {}, here);
    return { ...made, at, resumed };
  }

  it('goes on once it is paid', async () => {
    const { change, view, at } = await pausedBySeller();
    expect(await change(resume)).toEqual(changed);
    expect((await at()).status).toBe('active');
    expect(await view()).toMatchObject({ invoices: [{ state: 'paid' }, { state: 'paid' }] });
  });

  it('and resumed in the Dashboard: the invoice of that is paid, and no other is made', async () => {
    const { change, view, viewNow, at, resumed } = await pausedBySeller();
    await resumed();
    expect(await viewNow()).toMatchObject({ phase: 'paused', canResume: true, dunning: null });
    expect(await change(resume)).toEqual(changed);
    expect((await at()).status).toBe('active');
    expect((await view())?.invoices.map(({ state }) => state)).toEqual(['paid', 'paid']);
  });

  it('and resumed in the Dashboard is not charged by a change of its card', async () => {
    const { buyer, mirror, change, view, viewNow, at, resumed } = await pausedBySeller();
    await resumed();
    await viewNow();
    const other = await saveCard(market.emulator, buyer, 'pm_card_mastercard');
    expect(await payWith(buyer, mirror.id, other.id)).toEqual(changed);
    await syncMirror(mirror.id);
    expect((await at()).status).toBe('paused');
    expect(await view()).toMatchObject({
      ...{ phase: 'paused', canResume: true, card: { id: other.id } },
      invoices: [{ state: 'open' }, { state: 'paid' }],
    });
    expect(await change(resume)).toEqual(changed);
    expect(await view()).toMatchObject({ invoices: [{ state: 'paid' }, { state: 'paid' }] });
  });

  it('resumed there, and without a card: that is what is told', async () => {
    const { mirror, change, at, resumed } = await pausedBySeller();
    const here = on(mirror.accountId);
    const { default_payment_method: method } = await at();
    await market.emulator.stripe.paymentMethods.detach(String(method), {}, here);
    await resumed();
    const refused = await change(resume);
    expect(refused).toHaveProperty('message', expect.stringMatching(/^There is no card to charge/));
    expect((await at()).status).toBe('paused');
  });

  it('resumed there, and declined: it is behind then, and says what is missing', async () => {
    const { mirror, change, view, at, resumed } = await pausedBySeller();
    await chargeTo(market.emulator, mirror, 'pm_card_chargeCustomerFail');
    await resumed();
    const refused = await change(resume);
    expect(refused).toHaveProperty('message', expect.stringMatching(/declined/));
    expect((await at()).status).toBe('past_due');
    expect(await view()).toMatchObject({
      ...{ phase: 'trouble', stateText: 'Past due', canResume: false },
      dunning: { canConfirm: false, problem: { code: 'card_declined' } },
      invoices: [{ state: 'open' }, { state: 'paid' }],
    });
  });
});
