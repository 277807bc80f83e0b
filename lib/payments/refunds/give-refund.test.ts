import { beforeAll, describe, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import type { LegId } from '../../model/ids';
import type { SellerUser } from '../../model/views';
import { readSale } from '../../seller/read-sale';
import { getDb } from '../../store/client';
import { refunds } from '../../store/schema';
import { askRefund } from './ask-refund';
import { decideRefund } from './decide-refund';
import { giveRefund } from './give-refund';
import { readOwnOrder } from '../orders';
import { freeRefunds } from './refund-progress';
import { sendRefund } from './send-refund';
import { agoAfterSale, paidOrder } from '../testing/after-sale';
import { openHouse } from '../testing/house';
import type { Stall } from '../testing/shop';
import { openShops } from '../testing/shops';

const house = openHouse();
let stalls: readonly [Stall, Stall];
let worker: SellerUser;
let stranger: SellerUser;
beforeAll(async () => {
  ({ stalls, worker, stranger } = await openShops(house.emulator));
});

const sold = () => paidOrder(house.emulator, [stalls[0]]);
const give = (legId: LegId, number: number, amount = 'all', user = worker) =>
  giveRefund(user, legId, { number, amount, answer: 'Sorry.' });

describe('a refund that a seller gives', () => {
  test('is sent once, whole, with the fee in proportion, and its buyer reads of it', async () => {
    const order = await sold();
    const given = await give(order.legId, 1);
    expect(given).toMatchObject({ ok: true });
    // The same press again, and again from another window.
    expect(await Promise.all([give(order.legId, 1), give(order.legId, 1)])).toEqual([given, given]);

    const charge = await house.emulator.stripe.charges.retrieve(
      order.chargeId,
      {},
      { stripeAccount: order.accountId },
    );
    expect(charge).toMatchObject({ amount_refunded: 4200, refunded: true });
    const [write, ...others] = await house.emulator.writes();
    expect(others).toEqual([]);
    expect(write).toMatch(new RegExp(`^200 ${order.accountId} /v1/refunds refund:ref_`));

    const view = await readOwnOrder(order.buyer.id, order.orderId);
    expect(view?.legs[0]?.afterSale).toMatchObject({
      fact: 'refunded',
      refunds: [{ state: 'succeeded', answer: 'Sorry.', reasonText: 'The seller gave it back' }],
    });
    expect((await readSale(worker.seller, order.legId))?.feeLeft.amount).toBe(0);
  });

  test('may be a part, several times, and never more than is left', async () => {
    const { legId, buyer, orderId } = await sold();
    expect(await give(legId, 1, '10.50')).toMatchObject({ ok: true });
    expect(await give(legId, 2, '20')).toMatchObject({ ok: true });
    expect(await give(legId, 3, '11.51')).toMatchObject({
      ok: false,
      reason: 'too_much',
      message: 'You can give back $11.50 at most.',
    });
    for (const amount of ['0', '-1', '1.234', 'all of it', '']) {
      expect(await give(legId, 3, amount)).toMatchObject({ ok: false, reason: 'wrong_amount' });
    }
    // A form that is older than the last refund gives nothing.
    expect(await give(legId, 1, '1')).toMatchObject({ ok: false, reason: 'stale' });
    expect(await give(legId, 3, '11.50')).toMatchObject({ ok: true });
    expect(await give(legId, 4)).toMatchObject({ ok: false, reason: 'nothing_left' });
    const asked = { number: 4, amount: 'all', reason: 'other', note: '' } as const;
    expect(await askRefund(buyer, { orderId, legId }, asked)).toMatchObject({
      reason: 'nothing_left',
    });
  });

  test('of two windows with different amounts only one is given', async () => {
    const { legId } = await sold();
    await Promise.all([give(legId, 1, '40'), give(legId, 1, '41')]);
    const rows = await (await getDb()).select().from(refunds).where(eq(refunds.legId, legId));
    expect(rows).toHaveLength(1);
  });

  test('of somebody else’s sale is not found, and nothing is asked of Stripe', async () => {
    const { legId } = await sold();
    const nobodys = `leg_${'0'.repeat(20)}` as LegId;
    const foreign = await give(legId, 1, 'all', stranger);
    expect(foreign).toMatchObject({ ok: false, reason: 'not_found' });
    expect(await give(nobodys, 1)).toEqual(foreign);
    expect(await readSale(stranger.seller, legId)).toBeNull();
    expect(await house.emulator.calls()).toEqual([]);
  });

  test('is sent by the sweeper when Stripe was away, with the same key', async () => {
    const order = await sold();
    const { legId } = order;
    await house.emulator.fault({ method: 'POST', path: '/v1/refunds', times: 9, action: 'drop' });
    expect(await give(legId, 1, '5')).toMatchObject({ ok: true });
    const [row] = await (await getDb()).select().from(refunds).where(eq(refunds.legId, legId));
    expect(row).toMatchObject({ state: 'granted', decidedBy: worker.id });
    if (!row) throw new Error('no refund');
    await house.emulator.clearFaults();
    await agoAfterSale(row.id, { decidedAt: 1 });
    for (const id of await freeRefunds()) await sendRefund(id);
    // Taken at the first try, with the answer lost: every later one is a repeat of it.
    const writes = (await house.emulator.writes()).filter((one) => one.includes('/v1/refunds'));
    expect(writes.length).toBeGreaterThan(1);
    expect(new Set(writes)).toEqual(
      new Set([`200 ${order.accountId} /v1/refunds refund:${row.id}`]),
    );
    const [after] = await (await getDb()).select().from(refunds).where(eq(refunds.legId, legId));
    expect(after?.state).toBe('succeeded');
    const on = { stripeAccount: order.accountId };
    const charge = await house.emulator.stripe.charges.retrieve(order.chargeId, {}, on);
    expect(charge.amount_refunded).toBe(500);
  });
});

describe('a refund that a buyer asks for', () => {
  const asked = async (order: Awaited<ReturnType<typeof sold>>) => {
    const made = await askRefund(order.buyer, order, {
      ...{ number: 1, amount: '12', reason: 'not_arrived', note: '' },
    });
    if (!made.ok) throw new Error(made.message);
    return made.value.refundId;
  };
  const grant = { decision: 'grant', answer: 'Of course.' } as const;

  test('may be granted by its seller, and by no other', async () => {
    const order = await sold();
    const refundId = await asked(order);
    expect(await decideRefund(stranger, refundId, grant)).toMatchObject({ reason: 'not_found' });
    expect(await decideRefund(worker, refundId, grant)).toMatchObject({ ok: true });
    expect((await readSale(worker.seller, order.legId))?.refunds).toMatchObject([
      { state: 'succeeded', amount: { amount: 1200 }, answer: 'Of course.' },
    ]);
  });

  test('holds its money while it waits: the seller can give the rest, and no more', async () => {
    const order = await sold();
    await asked(order);
    expect(await give(order.legId, 2, '30.01')).toMatchObject({ reason: 'too_much' });
    expect(await give(order.legId, 2, '30')).toMatchObject({ ok: true });
  });
});
