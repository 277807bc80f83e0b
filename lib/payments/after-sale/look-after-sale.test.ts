/** What Stripe says of a sale after it: of refunds, of disputes, and how often it is asked. */
import { eq, sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LegId, RefundId } from '../../model/ids';
import { getDb } from '../../store/client';
import { legLooks, legs, refunds } from '../../store/schema';
import { decideRefund } from '../refunds/decide-refund';
import { listDisputes } from '../../operator/list-disputes';
import { listRefunds } from '../../operator/list-refunds';
import { operator, paidOrder, type PaidOrder } from '../testing/after-sale';
import { openHouse } from '../testing/house';
import { minutesAgo } from '../testing/orders';
import { shownAfterSale, asked, givenBack, grant, readRefund } from '../testing/refunds';
import { openStalls, type Stall } from '../testing/shop';
import { convergeAfterSale } from './converge-after-sale';
import { lookAfterSale, lookAtOrder, takeDueLooks } from './look-after-sale';

const house = openHouse();
let stalls: Stall[];

beforeAll(async () => {
  stalls = await openStalls(house.emulator, 1);
});
beforeEach(() => {
  // What is logged about a stopped refund is not what these tests are about.
  vi.spyOn(console, 'error').mockReturnValue();
});

/** What the sweeper has done: looks at what is due. */
const lookAtDue = async () =>
  void (await Promise.all((await takeDueLooks()).map((legId) => lookAfterSale({ legId }))));

describe('what Stripe says later', () => {
  it('a refund that was on its way has arrived', async () => {
    const order = await paidOrder(house.emulator, stalls, 'pm_card_pendingRefund');
    const id = await asked(order);
    await decideRefund(await operator(), id, grant);
    expect(await readRefund(id)).toMatchObject({ state: 'pending' });
    expect(await shownAfterSale(order)).toMatchObject({ fact: null, moving: true, rest: null });
    await lookedAt(order, async () => (await readRefund(id)).state === 'succeeded');
    expect(await shownAfterSale(order)).toMatchObject({ fact: 'refunded', moving: false });
  });

  it('a refund that seemed to have arrived failed: told, and it can be asked for again', async () => {
    const order = await paidOrder(house.emulator, stalls, 'pm_card_refundFail');
    const id = await asked(order);
    await decideRefund(await operator(), id, grant);
    expect((await readRefund(id)).state).toBe('succeeded');
    // Somebody’s note in the Dashboard hides nothing of it.
    await noted(order, id);
    await lookedAt(order, async () => (await readRefund(id)).state === 'failed');
    const view = await shownAfterSale(order);
    expect(view).toMatchObject({ fact: null, rest: { text: '$42.00' } });
    expect(view.refunds[0]?.problem?.message).toMatch(/expired or was canceled/);
  });

  it('a refund whose metadata somebody has changed stays done, and one on its way arrives', async () => {
    const done = await paidOrder(house.emulator, stalls);
    const id = await asked(done);
    await decideRefund(await operator(), id, grant);
    await noted(done, id);
    await convergeAfterSale({ legId: done.legId });
    expect(await readRefund(id)).toMatchObject({ state: 'succeeded', problem: null });

    const sent = await paidOrder(house.emulator, stalls, 'pm_card_pendingRefund');
    const later = await asked(sent);
    await decideRefund(await operator(), later, grant);
    await noted(sent, later);
    await lookedAt(sent, async () => (await readRefund(later)).state === 'succeeded');
  });

  it('a refund of the Dashboard counts, and nothing is given back twice', async () => {
    const { stripe } = house.emulator;
    const order = await paidOrder(house.emulator, stalls);
    const id = await asked(order);
    await stripe.refunds.create(
      { charge: order.chargeId, amount: 4000 },
      { stripeAccount: order.accountId },
    );
    await lookAtOrder(order.buyer.id, order.orderId);
    expect(await shownAfterSale(order)).toMatchObject({ fact: 'partly_refunded' });
    expect(await decideRefund(await operator(), id, grant)).toMatchObject({
      reason: 'nothing_left',
    });
    expect((await givenBack(house.emulator, order)).amount).toBe(4000);
  });

  it('a dispute is told with its reason, its end and what happens next, and stops refunds', async () => {
    const order = await paidOrder(house.emulator, stalls, 'pm_card_createDispute');
    const early = await asked(order);
    await lookedAt(order, async () => (await shownAfterSale(order)).disputes.length > 0);
    const view = await shownAfterSale(order);
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
      async () =>
        (await shownAfterSale(order)).disputes[0]?.statusText === 'Decided for the seller',
    );
  });

  it('a dispute of a sale that nobody looked at any more is followed to its end', async () => {
    const order = await paidOrder(house.emulator, stalls, 'pm_card_createDispute');
    await lookedAt(order, async () => (await shownAfterSale(order)).disputes.length > 0);
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
    const order = await paidOrder(house.emulator, stalls);
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
    const order = await paidOrder(house.emulator, stalls);
    const id = await asked(order);
    await decideRefund(await operator(), id, grant);
    const other = await paidOrder(house.emulator, stalls);
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
    const order = await paidOrder(house.emulator, stalls, 'pm_card_createDispute');
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
    expect(await readRefund(id)).toMatchObject({
      state: 'failed',
      problem: { code: 'charge_disputed' },
    });
    expect((await shownAfterSale(order)).refunds[0]?.problem?.message).toMatch(
      /taken this payment back/,
    );
  });

  it('an inquiry does not stop refunds', async () => {
    const order = await paidOrder(house.emulator, stalls, 'pm_card_createDisputeInquiry');
    await lookedAt(order, async () => (await shownAfterSale(order)).disputes.length > 0);
    const view = await shownAfterSale(order);
    expect(view.disputes[0]?.statusText).toBe('The bank is asking about it');
    expect(view.cannotAsk).toBeNull();
    await decideRefund(await operator(), await asked(order), grant);
    expect((await givenBack(house.emulator, order)).amount).toBe(4200);
  });

  it('is asked for by the sweeper too, once a turn however many sweep', async () => {
    const order = await paidOrder(house.emulator, stalls);
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

/** Somebody writes over what a refund of ours says of itself at Stripe. */
async function noted({ accountId }: PaidOrder, id: RefundId): Promise<void> {
  const { accountRefundId } = await readRefund(id);
  await house.emulator.stripe.refunds.update(
    String(accountRefundId),
    { metadata: { refund: 'of ours', order: '' } },
    { stripeAccount: accountId },
  );
}

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
