import { eq, sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LegId, RefundId } from '../../model/ids';
import { getDb } from '../../store/client';
import { legLooks, legs, refunds } from '../../store/schema';
import { startWork, stopWork } from '../../work/start-work';
import { askRefund } from './ask-refund';
import { convergeAfterSale } from '../after-sale/converge-after-sale';
import { decideRefund } from './decide-refund';
import { listDisputes } from '../../operator/list-disputes';
import { listRefunds } from '../../operator/list-refunds';
import { lookAfterSale, lookAtOrder, takeDueLooks } from '../after-sale/look-after-sale';
import { readOwnOrder } from '../orders';
import { freeRefunds } from './refund-progress';
import { sendRefund } from './send-refund';
import { openHouse } from '../testing/house';
import { agoAfterSale, operator, paidOrder, type PaidOrder } from '../testing/after-sale';
import { minutesAgo } from '../testing/orders';
import { openStalls, type Stall } from '../testing/shop';

const house = openHouse();
let stalls: Stall[];

beforeAll(async () => {
  stalls = await openStalls(house.emulator, 3);
});
beforeEach(() => {
  // What is logged about a stopped refund is not what these tests are about.
  vi.spyOn(console, 'error').mockReturnValue();
});

const all = { amount: 'all', reason: 'changed_mind', note: '' } as const;
const grant = { decision: 'grant', answer: '' } as const;

async function ask(order: PaidOrder, asked: { number?: number; amount?: string } = {}) {
  return askRefund(order.buyer, order, { ...all, number: 1, ...asked });
}

async function asked(order: PaidOrder, what: { number?: number; amount?: string } = {}) {
  const answer = await ask(order, what);
  if (!answer.ok) throw new Error(answer.message);
  return answer.value.refundId;
}

async function viewOf(order: PaidOrder) {
  const view = (await readOwnOrder(order.buyer.id, order.orderId))?.legs[0]?.afterSale;
  if (!view) throw new Error('no leg');
  return view;
}

async function rowOf(id: RefundId) {
  const [row] = await (await getDb()).select().from(refunds).where(eq(refunds.id, id));
  if (!row) throw new Error(`no refund ${id}`);
  return row;
}

/** What is really given back on the account, and of the platform's fee. */
async function givenBack({ accountId, chargeId }: PaidOrder) {
  const charge = await house.emulator.stripe.charges.retrieve(
    chargeId,
    { expand: ['application_fee'] },
    { stripeAccount: accountId },
  );
  const fee = charge.application_fee;
  const { data } = await house.emulator.stripe.refunds.list(
    { charge: chargeId },
    { stripeAccount: accountId },
  );
  return {
    amount: charge.amount_refunded,
    refunds: data.length,
    fee: fee && typeof fee !== 'string' ? fee.amount_refunded : null,
  };
}

/** What the sweeper has done: sends what nobody sends, looks at what is due. */
const sendFree = async () => void (await Promise.all((await freeRefunds()).map(sendRefund)));
const lookAtDue = async () =>
  void (await Promise.all((await takeDueLooks()).map((legId) => lookAfterSale({ legId }))));

describe('a refund', () => {
  it('is one call on the account, with the key of its row, and returns the whole fee', async () => {
    const order = await paidOrder(house.emulator, stalls.slice(0, 1));
    const id = await asked(order);
    expect(await house.emulator.writes()).toEqual([]);
    expect((await viewOf(order)).refunds[0]).toMatchObject({ stateText: 'Refund asked for' });
    expect(await decideRefund(await operator(), id, grant)).toMatchObject({ ok: true });
    expect(await house.emulator.writes()).toEqual([
      `200 ${order.accountId} /v1/refunds refund:${id}`,
    ]);
    const [call] = (await house.emulator.calls()).filter(({ method }) => method === 'POST');
    expect(call?.parameters).toMatchObject({ refund_application_fee: 'true' });
    expect(await givenBack(order)).toEqual({ amount: 4200, refunds: 1, fee: 420 });
    const view = await viewOf(order);
    expect(view).toMatchObject({ fact: 'refunded', factText: 'Refunded', rest: null });
    expect(view.refunds[0]?.about).toContain('$42.00 was given back to Visa ending in 4242');
  });

  it('of a part returns the fee in proportion, and what is left can be asked for', async () => {
    const order = await paidOrder(house.emulator, stalls.slice(0, 1));
    await decideRefund(await operator(), await asked(order, { amount: '10.50' }), grant);
    expect(await givenBack(order)).toEqual({ amount: 1050, refunds: 1, fee: 105 });
    const view = await viewOf(order);
    expect(view).toMatchObject({ fact: 'partly_refunded', rest: { text: '$31.50' } });
    expect(await ask(order, { number: 2, amount: '31.51' })).toMatchObject({ reason: 'too_much' });
    await decideRefund(await operator(), await asked(order, { number: 2 }), grant);
    expect(await givenBack(order)).toEqual({ amount: 4200, refunds: 2, fee: 420 });
    expect(await ask(order, { number: 3 })).toMatchObject({ reason: 'nothing_left' });
  });

  it('in yen has no decimals', async () => {
    const order = await paidOrder(house.emulator, stalls.slice(2, 3));
    expect(await ask(order, { amount: '10.50' })).toMatchObject({ reason: 'wrong_amount' });
    await decideRefund(await operator(), await asked(order, { amount: '500' }), grant);
    expect(await givenBack(order)).toMatchObject({ amount: 500, fee: 50 });
  });

  it('is asked for once, however often the form is sent', async () => {
    const order = await paidOrder(house.emulator, stalls.slice(0, 1));
    const [first, ...others] = await Promise.all([ask(order), ask(order), ask(order)]);
    expect(others).toEqual([first, first]);
    expect(await ask(order, { number: 2 })).toMatchObject({ reason: 'asked_already' });
    expect((await viewOf(order)).refunds).toHaveLength(1);
  });

  it('is nobody else’s to ask for, and there is none of what was not paid', async () => {
    const order = await paidOrder(house.emulator, stalls.slice(0, 1));
    const stranger = await operator();
    expect(await askRefund(stranger, order, { ...all, number: 1 })).toMatchObject({
      reason: 'not_found',
    });
    const declined = await paidOrder(
      house.emulator,
      stalls.slice(0, 1),
      'pm_card_chargeCustomerFail',
    );
    expect(await ask(declined)).toMatchObject({ reason: 'not_refundable' });
  });

  it('is declined with words for the buyer, who may ask again', async () => {
    const order = await paidOrder(house.emulator, stalls.slice(0, 1));
    const id = await asked(order);
    await decideRefund(await operator(), id, { decision: 'decline', answer: 'It was worn.' });
    const view = await viewOf(order);
    expect(view.refunds[0]).toMatchObject({ state: 'declined', answer: 'It was worn.' });
    expect(view.rest?.text).toBe('$42.00');
    expect(await house.emulator.writes()).toEqual([]);
    expect(await ask(order, { number: 2 })).toMatchObject({ ok: true });
  });

  it('is decided by one of two operators', async () => {
    const order = await paidOrder(house.emulator, stalls.slice(0, 1));
    const id = await asked(order);
    const [one, other] = [await operator(), await operator()];
    const answers = await Promise.all([
      decideRefund(one, id, grant),
      decideRefund(other, id, { decision: 'decline', answer: '' }),
      decideRefund(other, id, grant),
    ]);
    expect(answers.filter(({ ok }) => ok)).not.toHaveLength(3);
    expect(answers.some((answer) => !answer.ok && answer.reason === 'decided_already')).toBe(true);
    const { state, decidedBy } = await rowOf(id);
    expect([one.id, other.id]).toContain(decidedBy);
    expect(await givenBack(order)).toMatchObject(
      state === 'declined' ? { amount: 0, refunds: 0 } : { amount: 4200, refunds: 1 },
    );
  });
});

describe('a process that dies', () => {
  it('after the grant was written: the next one sends it', async () => {
    const order = await paidOrder(house.emulator, stalls.slice(0, 1));
    const id = await asked(order);
    await agoAfterSale(id, { state: 'granted', leaseOwner: 'proc_of_before:run_1', decidedAt: 0 });
    await startWork();
    await expect.poll(async () => (await rowOf(id)).state, { timeout: 15_000 }).toBe('succeeded');
    await stopWork();
    expect(await givenBack(order)).toMatchObject({ amount: 4200, refunds: 1 });
  });

  it('after Stripe gave it back and before that was stored: the same refund is found', async () => {
    const order = await paidOrder(house.emulator, stalls.slice(0, 1));
    const id = await asked(order, { amount: '10' });
    await decideRefund(await operator(), id, grant);
    const before = await rowOf(id);
    await agoAfterSale(id, { state: 'granted', accountRefundId: null, decidedAt: 0 });
    await Promise.all([sendRefund(id), sendRefund(id), sendFree()]);
    expect(await rowOf(id)).toMatchObject({
      state: 'succeeded',
      accountRefundId: before.accountRefundId,
    });
    expect(await givenBack(order)).toMatchObject({ amount: 1000, refunds: 1 });
  });

  it('until Stripe has forgotten the key: the account is asked before anything is sent', async () => {
    const order = await paidOrder(house.emulator, stalls.slice(0, 1));
    const sent = await asked(order, { amount: '10' });
    await decideRefund(await operator(), sent, grant);
    const twoDays = 2 * 24 * 60;
    await agoAfterSale(sent, { state: 'granted', accountRefundId: null, decidedAt: twoDays });
    const unsent = await asked(order, { number: 2, amount: '5' });
    await agoAfterSale(unsent, { state: 'granted', decidedAt: twoDays });
    await house.emulator.forget();
    await sendFree();
    expect((await rowOf(sent)).state).toBe('succeeded');
    expect(await rowOf(unsent)).toMatchObject({
      state: 'failed',
      problem: { code: 'nothing_refunded' },
    });
    expect(await house.emulator.writes()).toEqual([]);
    expect((await viewOf(order)).rest?.text).toBe('$32.00');
  });

  it.each([
    { what: 'no answer', fault: { action: 'drop', times: 3 } as const },
    { what: 'a server error', fault: { action: 'fail', status: 500, times: 3 } as const },
  ])('or a network that gives $what: sent again, given back once', async ({ fault }) => {
    const order = await paidOrder(house.emulator, stalls.slice(0, 1));
    const id = await asked(order);
    await house.emulator.fault({ method: 'POST', path: '/v1/refunds', ...fault });
    await decideRefund(await operator(), id, grant);
    expect((await rowOf(id)).state).toBe('granted');
    await house.emulator.clearFaults();
    await agoAfterSale(id, { decidedAt: 5 });
    await sendRefund(id);
    expect((await rowOf(id)).state).toBe('succeeded');
    expect(await givenBack(order)).toMatchObject({ amount: 4200, refunds: 1 });
  });
});

describe('what Stripe says later', () => {
  it('a refund that was on its way has arrived', async () => {
    const order = await paidOrder(house.emulator, stalls.slice(0, 1), 'pm_card_pendingRefund');
    const id = await asked(order);
    await decideRefund(await operator(), id, grant);
    expect(await rowOf(id)).toMatchObject({ state: 'pending' });
    expect(await viewOf(order)).toMatchObject({ fact: null, moving: true, rest: null });
    await lookedAt(order, async () => (await rowOf(id)).state === 'succeeded');
    expect(await viewOf(order)).toMatchObject({ fact: 'refunded', moving: false });
  });

  it('a refund that seemed to have arrived failed: told, and it can be asked for again', async () => {
    const order = await paidOrder(house.emulator, stalls.slice(0, 1), 'pm_card_refundFail');
    const id = await asked(order);
    await decideRefund(await operator(), id, grant);
    expect((await rowOf(id)).state).toBe('succeeded');
    await lookedAt(order, async () => (await rowOf(id)).state === 'failed');
    const view = await viewOf(order);
    expect(view).toMatchObject({ fact: null, rest: { text: '$42.00' } });
    expect(view.refunds[0]?.problem?.message).toMatch(/expired or was canceled/);
  });

  it('a refund of the Dashboard counts, and nothing is given back twice', async () => {
    const { stripe } = house.emulator;
    const order = await paidOrder(house.emulator, stalls.slice(0, 1));
    const id = await asked(order);
    await stripe.refunds.create(
      { charge: order.chargeId, amount: 4000 },
      { stripeAccount: order.accountId },
    );
    await lookAtOrder(order.buyer.id, order.orderId);
    expect(await viewOf(order)).toMatchObject({ fact: 'partly_refunded' });
    expect(await decideRefund(await operator(), id, grant)).toMatchObject({
      reason: 'nothing_left',
    });
    expect((await givenBack(order)).amount).toBe(4000);
  });

  it('a dispute is told with its reason, its end and what happens next, and stops refunds', async () => {
    const order = await paidOrder(house.emulator, stalls.slice(0, 1), 'pm_card_createDispute');
    const early = await asked(order);
    await lookedAt(order, async () => (await viewOf(order)).disputes.length > 0);
    const view = await viewOf(order);
    expect(view.disputes[0]).toMatchObject({
      statusText: 'Disputed',
      amount: { text: '$42.00' },
      reasonText: expect.stringContaining('somebody else') as string,
      open: true,
    });
    expect(view.cannotAsk).toMatch(/cannot be refunded/);
    expect(await decideRefund(await operator(), early, grant)).toMatchObject({
      reason: 'charged_back',
    });
    const row = (await listRefunds('waiting', 1)).rows.find(({ id }) => id === early);
    expect(row?.warning).toMatch(/Stripe refuses/);
    expect((await listDisputes(1)).rows.map(({ orderNumber }) => orderNumber)).toContain(
      row?.orderNumber,
    );
    await house.emulator.stripe.disputes.update(
      String(view.disputes[0]?.accountDisputeId),
      { evidence: { uncategorized_text: 'winning_evidence' }, submit: true },
      { stripeAccount: order.accountId },
    );
    await lookedAt(
      order,
      async () => (await viewOf(order)).disputes[0]?.statusText === 'Decided for the seller',
    );
  });

  it('a dispute of a sale that nobody looked at any more is followed to its end', async () => {
    const order = await paidOrder(house.emulator, stalls.slice(0, 1), 'pm_card_createDispute');
    await lookedAt(order, async () => (await viewOf(order)).disputes.length > 0);
    const db = await getDb();
    const mine = eq(legLooks.legId, order.legId);
    await db
      .update(legs)
      .set({ paidAt: minutesAgo(140 * 24 * 60) })
      .where(eq(legs.id, order.legId));
    await db.update(legLooks).set({ nextAt: null }).where(mine);
    await convergeAfterSale({ legId: order.legId });
    const next = async () => (await db.select().from(legLooks).where(mine))[0]?.nextAt;
    expect(await next()).not.toBeNull();
    await db
      .update(legLooks)
      .set({ nextAt: minutesAgo(1) })
      .where(mine);
    expect(await takeDueLooks()).toContain(order.legId);
    expect(await next()).not.toBeNull();
  });

  it('a sale of which nothing is heard is looked at seldom, and at last no more', async () => {
    const order = await paidOrder(house.emulator, stalls.slice(0, 1));
    const db = await getDb();
    const mine = eq(legLooks.legId, order.legId);
    const ages: number[] = [];
    for (let age = 0; age < 200 * 24 && ages.length < 100;) {
      ages.push(age);
      await db
        .update(legs)
        .set({ paidAt: minutesAgo(Math.round(age * 60) + 1) })
        .where(eq(legs.id, order.legId));
      await db
        .update(legLooks)
        .set({ nextAt: minutesAgo(1) })
        .where(mine);
      expect(await takeDueLooks()).toContain(order.legId);
      const [row] = await db.select().from(legLooks).where(mine);
      age = row?.nextAt ? age + (row.nextAt.getTime() - Date.now()) / 3_600_000 : Infinity;
    }
    expect(ages.length).toBeLessThan(25);
    // The last one is after the time in which banks let cardholders dispute.
    expect(Math.max(...ages) / 24).toBeGreaterThan(120);
  });

  it('a sale with money on its way back is looked at before all others, and often', async () => {
    const order = await paidOrder(house.emulator, stalls.slice(0, 1));
    const id = await asked(order);
    await decideRefund(await operator(), id, grant);
    const other = await paidOrder(house.emulator, stalls.slice(0, 1));
    const db = await getDb();
    await db.update(refunds).set({ state: 'pending' }).where(eq(refunds.id, id));
    await db.execute(sql`delete from leg_looks`);
    await db
      .update(legs)
      .set({ paidAt: minutesAgo(10_000) })
      .where(eq(legs.id, other.legId));
    // By its age the other would come first of all.
    const turns: LegId[] = [];
    while (!turns.includes(other.legId) && turns.length < 100) {
      turns.push(...(await takeDueLooks(1)));
    }
    expect(turns).toContain(order.legId);
    const [row] = await db.select().from(legLooks).where(eq(legLooks.legId, order.legId));
    expect((row?.nextAt?.getTime() ?? Infinity) - Date.now()).toBeLessThan(60_000);
  });

  it('Stripe itself refuses what was charged back before we knew', async () => {
    const order = await paidOrder(house.emulator, stalls.slice(0, 1), 'pm_card_createDispute');
    const id = await asked(order);
    await expect
      .poll(
        async () =>
          (
            await house.emulator.stripe.charges.retrieve(
              order.chargeId,
              {},
              { stripeAccount: order.accountId },
            )
          ).disputed,
      )
      .toBe(true);
    await decideRefund(await operator(), id, grant);
    expect(await rowOf(id)).toMatchObject({
      state: 'failed',
      problem: { code: 'charge_disputed' },
    });
    expect((await viewOf(order)).refunds[0]?.problem?.message).toMatch(/taken this payment back/);
  });

  it('an inquiry does not stop refunds', async () => {
    const order = await paidOrder(
      house.emulator,
      stalls.slice(0, 1),
      'pm_card_createDisputeInquiry',
    );
    await lookedAt(order, async () => (await viewOf(order)).disputes.length > 0);
    const view = await viewOf(order);
    expect(view.disputes[0]?.statusText).toBe('The bank is asking about it');
    expect(view.cannotAsk).toBeNull();
    await decideRefund(await operator(), await asked(order), grant);
    expect((await givenBack(order)).amount).toBe(4200);
  });

  it('is asked for by the sweeper too, once a turn however many sweep', async () => {
    const order = await paidOrder(house.emulator, stalls.slice(0, 1));
    await (await getDb()).execute(sql`update legs set paid_at = now() - interval '1 minute'`);
    await (await getDb()).execute(sql`delete from leg_looks`);
    await house.emulator.forget();
    await Promise.all([lookAtDue(), lookAtDue(), lookAtOrder(order.buyer.id, order.orderId)]);
    const looks = (await house.emulator.calls()).filter(
      ({ path }) => path === `/v1/charges/${order.chargeId}`,
    );
    expect(looks).toHaveLength(1);
  });
});

it('of three sellers each gives back on its own', async () => {
  const order = await paidOrder(house.emulator, stalls);
  const [, second] = order.legIds;
  if (!second) throw new Error('no second leg');
  const leg = { orderId: order.orderId, legId: second };
  const answer = await askRefund(order.buyer, leg, { ...all, number: 1 });
  if (!answer.ok) throw new Error(answer.message);
  await decideRefund(await operator(), answer.value.refundId, grant);
  const view = await readOwnOrder(order.buyer.id, order.orderId);
  expect(view?.legs.map(({ afterSale }) => afterSale.fact)).toEqual([null, 'refunded', null]);
  expect(view?.legs.map(({ state }) => state)).toEqual(['paid', 'paid', 'paid']);
});

/** Asks Stripe as often as it takes, as the page does while it is open. */
async function lookedAt(order: PaidOrder, until: () => Promise<boolean>): Promise<void> {
  await expect
    .poll(
      async () => {
        await (
          await getDb()
        ).execute(sql`update leg_looks set looked_at = now() - interval '1 hour'`);
        await lookAtOrder(order.buyer.id, order.orderId);
        return until();
      },
      { timeout: 15_000 },
    )
    .toBe(true);
}
