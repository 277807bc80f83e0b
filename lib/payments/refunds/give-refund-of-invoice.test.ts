/** Money of a subscription's payments, given back by their seller. */
import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { AccountInvoiceId, AccountPaymentIntentId } from '../../model/ids';
import type { SellerUser, SessionUser } from '../../model/views';
import { listAllOrders } from '../../operator/list-orders';
import { exportSales } from '../../seller/export-sales';
import { listSales } from '../../seller/list-sales';
import { readFigures } from '../../seller/read-figures';
import { readSale } from '../../seller/read-sale';
import { getDb } from '../../store/client';
import { acts, differences, refunds } from '../../store/schema';
import { writeMail } from '../../mail/write-mail';
import { readOwnSubscription } from '../../subscriptions/subscriptions';
import { convergeSubscription } from '../../subscriptions/read-subscription';
import { on, passPeriod, readInvoices } from '../../subscriptions/testing/life';
import type { Mirror } from '../../subscriptions/testing/mirrors';
import { soldPlan, type SoldPlan } from '../../subscriptions/testing/sold-plan';
import { handlerOf } from '../../webhooks/handlers';
import { giveRefund } from './give-refund';
import { lookAfterSale } from '../after-sale/look-after-sale';
import { takeDueInvoices } from '../after-sale/look-after-invoice';
import { listRefunds } from '../../operator/list-refunds';
import { readOwnOrder } from '../orders';
import { reconcileAccount, utcDay } from '../reconcile/reconcile';
import { freeRefunds } from './refund-progress';
import { sendRefund } from './send-refund';
import { agoAfterSale } from '../testing/after-sale';
import { openHouse } from '../testing/house';
import { openShop } from '../testing/shops';

const house = openHouse();
let worker: SellerUser;
let stranger: SellerUser;
let buyer: SessionUser;
let mirror: Mirror;
let invoice: SoldPlan['invoice'];

beforeAll(async () => {
  ({ worker: stranger } = await openShop(house.emulator));
});
beforeEach(() => begin('pm_card_visa'));

async function begin(testMethod: string) {
  ({ worker, buyer, mirror, invoice } = await soldPlan(house.emulator, testMethod));
}

const give = (number: number, amount = 'all', user = worker, id = invoice.accountInvoiceId) =>
  giveRefund(user, id, { number, amount, answer: 'Sorry.' });
const rows = async () => {
  const db = await getDb();
  return db.select().from(refunds).where(eq(refunds.accountInvoiceId, invoice.accountInvoiceId));
};
const chargeAt = () =>
  house.emulator.stripe.charges.retrieve(String(invoice.chargeId), {}, on(mirror.accountId));
const happens = (type: string) =>
  handlerOf(
    'connect',
    type,
  )?.({
    type,
    accountId: mirror.accountId,
    objectId: String(invoice.chargeId),
    paymentIntentId: invoice.paymentIntentId as AccountPaymentIntentId,
  });

describe('a refund of a subscription’s payment', () => {
  test('is sent once, whole, with the fee, and everybody reads of it', async () => {
    const given = await give(1);
    expect(given).toMatchObject({ ok: true });
    expect(await Promise.all([give(1), give(1)])).toEqual([given, given]);

    expect(await chargeAt()).toMatchObject({ amount_refunded: 4200, refunded: true });
    const [write, ...others] = await house.emulator.writes();
    expect(others).toEqual([]);
    expect(write).toMatch(new RegExp(`^200 ${mirror.accountId} /v1/refunds refund:ref_`));
    const [row] = await rows();
    const { data } = await house.emulator.stripe.refunds.list(
      { charge: String(invoice.chargeId) },
      on(mirror.accountId),
    );
    expect(data[0]?.metadata).toEqual({
      subscription: mirror.id,
      invoice: invoice.accountInvoiceId,
      refund: row?.id,
    });

    // Its buyer, on the subscription's page and on the order's.
    const view = await readOwnSubscription(buyer.id, mirror.id);
    const told = { state: 'succeeded', answer: 'Sorry.', reasonText: 'The seller gave it back' };
    expect(view?.invoices[0]?.afterSale).toMatchObject({ fact: 'refunded', refunds: [told] });
    const order = await readOwnOrder(buyer.id, String(view?.orderId) as never);
    expect(order?.subscriptions[0]?.afterSale).toMatchObject({ fact: 'refunded' });

    // Its seller: the sale, the table, the figures, the file.
    const sale = await readSale(worker.seller, invoice.accountInvoiceId);
    expect(sale).toMatchObject({ feeLeft: { amount: 0 }, rest: null, ofSubscription: true });
    const table = await listSales(worker.seller.id, { filter: 'refunded', page: 1 });
    expect(table.rows).toMatchObject([{ id: invoice.accountInvoiceId, stateText: 'Refunded' }]);
    expect(await readFigures(worker.seller, 30)).toMatchObject({
      refunded: { amount: 4200 },
      fees: { amount: 0 },
      rest: { amount: 0 },
    });
    const lines: string[] = [];
    for await (const line of exportSales(worker.seller.id, { filter: 'all' })) lines.push(line);
    expect(lines[1]).toContain('42.00,4.20,42.00,USD');

    // The operator, and the log.
    const refunded = {
      state: 'refunded',
      seller: worker.seller.id,
      find: '',
      after: null,
    } as const;
    const found = async () => (await listAllOrders(refunded)).rows.map(({ id }) => id);
    expect(await found()).toEqual([view?.orderId]);
    // Also of what was given back at Stripe, where we have no refund of.
    const db = await getDb();
    const isIt = eq(refunds.accountInvoiceId, invoice.accountInvoiceId);
    await db.update(refunds).set({ state: 'failed' }).where(isIt);
    expect(await found()).toEqual([view?.orderId]);
    await db.update(refunds).set({ state: 'succeeded' }).where(isIt);
    expect((await listRefunds('others', 1)).rows.find(({ id }) => id === row?.id)).toMatchObject({
      orderNumber: invoice.number,
      buyer: buyer.name,
      legAmount: { amount: 4200 },
      refunded: { amount: 4200 },
      accountId: mirror.accountId,
    });
    const log = await (await getDb()).select().from(acts).where(eq(acts.actorId, worker.id));
    expect(log).toMatchObject([
      {
        kind: 'refund_given',
        about: {
          refundId: row?.id,
          invoiceId: invoice.accountInvoiceId,
          subscriptionId: mirror.id,
        },
      },
    ]);
    const mail = await writeMail(`refund:${String(row?.id)}`);
    expect(mail).toMatchObject({ recipient: buyer.email, legId: null });
    expect(mail?.text).toContain(`/subscriptions/${mirror.id}`);
  });

  test('may be a part, several times, never more than is left; renewals, too', async () => {
    await passPeriod(house.emulator, mirror);
    await convergeSubscription(mirror.id);
    const renewal = (await readInvoices(mirror.id)).at(-1);
    expect(renewal?.accountInvoiceId).not.toBe(invoice.accountInvoiceId);
    if (renewal) invoice = renewal;
    expect(await give(1, '10.50')).toMatchObject({ ok: true });
    expect(await give(2, '31.51')).toMatchObject({ reason: 'too_much' });
    // A form that does not know of what was given meanwhile gives nothing.
    expect(await give(4, '1')).toMatchObject({ reason: 'stale' });
    expect(await readSale(worker.seller, invoice.accountInvoiceId)).toMatchObject({
      stateText: 'Partly refunded',
      rest: { amount: 3150 },
      feeLeft: { amount: 315 },
    });
    expect(await give(2, '31.50')).toMatchObject({ ok: true });
    expect(await give(3)).toMatchObject({ reason: 'nothing_left' });
    expect((await chargeAt()).amount_refunded).toBe(4200);
  });

  test('of somebody else’s sale is not found, and nothing is asked of Stripe', async () => {
    const foreign = await give(1, 'all', stranger);
    expect(foreign).toMatchObject({ ok: false, reason: 'not_found' });
    expect(await give(1, 'all', worker, 'in_nobodys' as AccountInvoiceId)).toEqual(foreign);
    expect(await readSale(stranger.seller, invoice.accountInvoiceId)).toBeNull();
    expect(await house.emulator.calls()).toEqual([]);
  });

  test('is sent by the sweeper when Stripe was away, with the same key', async () => {
    await house.emulator.fault({ method: 'POST', path: '/v1/refunds', times: 9, action: 'drop' });
    expect(await give(1, '5')).toMatchObject({ ok: true });
    const [row] = await rows();
    expect(row).toMatchObject({ state: 'granted' });
    if (!row) throw new Error('no refund');
    await house.emulator.clearFaults();
    await agoAfterSale(row.id, { decidedAt: 1 });
    for (const id of await freeRefunds()) await sendRefund(id);
    const writes = (await house.emulator.writes()).filter((one) => one.includes('/v1/refunds'));
    expect(new Set(writes)).toEqual(
      new Set([`200 ${mirror.accountId} /v1/refunds refund:${row.id}`]),
    );
    expect((await rows())[0]?.state).toBe('succeeded');
    expect((await chargeAt()).amount_refunded).toBe(500);
  });
});

describe('what becomes of it at Stripe', () => {
  test('is heard from events: a bank that sends the money back', async () => {
    await begin('pm_card_refundFail');
    await give(1, '5');
    await vi.waitFor(
      async () => {
        await happens('refund.failed');
        expect(await rows()).toMatchObject([{ state: 'failed' }]);
      },
      { timeout: 15_000, interval: 100 },
    );
    // What did not arrive may be given again.
    expect(await readSale(worker.seller, invoice.accountInvoiceId)).toMatchObject({
      rest: { amount: 4200 },
      stateText: 'Paid',
    });
  });

  test('counts where it was given in Stripe’s Dashboard, by an event or by a look', async () => {
    const stripe = house.emulator.stripe;
    const charge = String(invoice.chargeId);
    await stripe.refunds.create({ charge, amount: 1200 }, on(mirror.accountId));
    expect(await happens('charge.refunded')).toBe('converged');
    expect((await readInvoices(mirror.id))[0]?.amountRefunded).toBe(1200);
    expect(await give(1, '30.01')).toMatchObject({ reason: 'too_much' });

    await stripe.refunds.create({ charge, amount: 300 }, on(mirror.accountId));
    const due = await takeDueInvoices();
    expect(due.map(({ accountInvoiceId }) => accountInvoiceId)).toContain(invoice.accountInvoiceId);
    // Whoever took the turn looks; nobody else does.
    expect(await takeDueInvoices()).toEqual([]);
    for (const one of due) await lookAfterSale(one);
    expect(await readSale(worker.seller, invoice.accountInvoiceId)).toMatchObject({
      refunded: { amount: 1500 },
      rest: { amount: 2700 },
    });
  });

  test('is no difference of the night’s where a row of ours tells of it', async () => {
    await give(1, '5');
    const other = await house.emulator.stripe.refunds.create(
      { charge: String(invoice.chargeId), amount: 100, refund_application_fee: true },
      on(mirror.accountId),
    );
    const [row] = await rows();
    await (
      await getDb()
    )
      .update(refunds)
      .set({ amount: 400 })
      .where(eq(refunds.id, row?.id ?? ('' as never)));
    await reconcileAccount(utcDay(invoice.createdAt), mirror.accountId);
    const found = await (
      await getDb()
    )
      .select()
      .from(differences)
      .where(eq(differences.accountId, mirror.accountId));
    expect(found.map(({ kind, objectId }) => [kind, objectId])).toEqual(
      expect.arrayContaining([
        ['refund_unknown', other.id],
        ['refund_amount', row?.accountRefundId],
      ]),
    );
    expect(found).toHaveLength(2);
  });
});
