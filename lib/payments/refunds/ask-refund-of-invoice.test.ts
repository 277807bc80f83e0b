/** A buyer asks for money of a payment for their subscription. */
import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { writeMail } from '../../mail/write-mail';
import { prepareQueues } from '../../jobs/boss';
import { sendJob } from '../../jobs/send-job';
import type { AccountInvoiceId, DisputeId, OrderId } from '../../model/ids';
import type { SellerUser, SessionUser } from '../../model/views';
import { readAccount } from '../../operator/read-account';
import { readAnyOrder } from '../../operator/read-order';
import { listSales } from '../../seller/list-sales';
import { readFigures } from '../../seller/read-figures';
import { readSale } from '../../seller/read-sale';
import { getDb } from '../../store/client';
import { newId } from '../../store/new-id';
import { acts, disputes, refunds, subscriptionInvoices } from '../../store/schema';
import { convergeSubscription } from '../../subscriptions/read-subscription';
import { readOwnSubscription } from '../../subscriptions/subscriptions';
import { on, passPeriod, readInvoices } from '../../subscriptions/testing/life';
import type { Mirror } from '../../subscriptions/testing/mirrors';
import { soldPlan, type SoldPlan } from '../../subscriptions/testing/sold-plan';
import { askRefund, type RefundAsked } from './ask-refund';
import { decideRefund, type Decider } from './decide-refund';
import { listRefunds } from '../../operator/list-refunds';
import { lookAfterSale } from '../after-sale/look-after-sale';
import { openHouse } from '../testing/house';
import { newBuyer } from '../testing/shop';
import { openShop } from '../testing/shops';

const house = openHouse();
let seller: SellerUser;
let elsewhere: SellerUser;
let buyer: SessionUser;
let mirror: Mirror;
let invoice: SoldPlan['invoice'];

beforeAll(async () => {
  await prepareQueues();
  ({ worker: elsewhere } = await openShop(house.emulator));
});
beforeEach(async () => {
  ({ worker: seller, buyer, mirror, invoice } = await soldPlan(house.emulator));
});

const all: RefundAsked = { number: 1, amount: 'all', reason: 'not_arrived', note: 'No beans.' };
const of = (accountInvoiceId = invoice.accountInvoiceId, subscriptionId = mirror.id) => ({
  subscriptionId,
  accountInvoiceId,
});
const ask = (asked: Partial<RefundAsked> = {}) => askRefund(buyer, of(), { ...all, ...asked });
async function asked(what: Partial<RefundAsked> = {}) {
  const answer = await ask(what);
  if (!answer.ok) throw new Error(answer.message);
  return answer.value.refundId;
}
const decider = ({ id, seller: { id: sellerId } }: SellerUser): Decider => ({
  id,
  seller: { id: sellerId },
});
const viewOf = async () => (await readOwnSubscription(buyer.id, mirror.id))?.invoices[0]?.afterSale;
const orderOf = async () =>
  String((await readOwnSubscription(buyer.id, mirror.id))?.orderId) as OrderId;
const givenAt = async () =>
  (await house.emulator.stripe.charges.retrieve(String(invoice.chargeId), {}, on(mirror.accountId)))
    .amount_refunded;

describe('a refund that is asked of a subscription’s payment', () => {
  it('is seen by its seller and the operator, granted by the seller, and told', async () => {
    expect(await viewOf()).toMatchObject({ rest: { amount: 4200 }, cannotAsk: null });
    const id = await asked();
    expect(await house.emulator.writes()).toEqual([]);
    expect(await viewOf()).toMatchObject({
      rest: null,
      refunds: [{ stateText: 'Refund asked for', reasonText: 'It has not arrived' }],
    });

    const { rows } = await listSales(seller.seller.id, { filter: 'asked', page: 1 });
    expect(rows.map((row) => row.id)).toEqual([invoice.accountInvoiceId]);
    expect(await readFigures(seller.seller, 30)).toMatchObject({ refundsAsked: 1 });
    expect(await readSale(seller.seller, invoice.accountInvoiceId)).toMatchObject({
      cannotGive: 'All of it was given back or is asked for.',
    });
    expect((await listRefunds('waiting', 1)).rows.find((row) => row.id === id)).toMatchObject({
      ...{ state: 'requested', note: 'No beans.', buyer: buyer.name },
      ...{ orderNumber: invoice.number, seller: seller.seller.name },
    });
    expect(await readAccount(seller.seller.id, 30)).toMatchObject({ refundsAsked: 1 });
    await sendJob('send-refund', { refundId: id });
    expect(await readAnyOrder(await orderOf())).toMatchObject({
      refundsOfPlans: [{ id, subscriptionId: mirror.id, invoice: invoice.number }],
      work: [{ tries: 0 }],
    });

    const grant = { decision: 'grant', answer: 'On its way.' } as const;
    expect(await decideRefund(decider(elsewhere), id, grant)).toMatchObject({
      reason: 'not_found',
    });
    expect(await decideRefund(decider(seller), id, grant)).toMatchObject({ ok: true });
    expect(await house.emulator.writes()).toEqual([
      `200 ${mirror.accountId} /v1/refunds refund:${id}`,
    ]);
    expect(await givenAt()).toBe(4200);
    expect(await viewOf()).toMatchObject({
      ...{ fact: 'refunded', rest: null, cannotAsk: 'All of it was given back.' },
      refunds: [{ state: 'succeeded', answer: 'On its way.' }],
    });
    expect(await writeMail(`refund:${id}`)).toMatchObject({ recipient: buyer.email });
    const log = await (await getDb()).select().from(acts).where(eq(acts.actorId, buyer.id));
    expect(log.filter(({ kind }) => kind === 'refund_asked')).toMatchObject([
      {
        role: 'buyer',
        about: {
          ...{ refundId: id, subscriptionId: mirror.id },
          invoiceId: invoice.accountInvoiceId,
        },
      },
    ]);
  });

  it('may be asked for each payment apart, and again when it was declined', async () => {
    const id = await asked({ amount: '10' });
    await decideRefund(decider(seller), id, { decision: 'decline', answer: 'They came.' });
    expect(await viewOf()).toMatchObject({
      rest: { amount: 4200 },
      refunds: [{ state: 'declined', answer: 'They came.' }],
    });
    expect(await ask({ number: 2 })).toMatchObject({ ok: true });

    await passPeriod(house.emulator, mirror);
    await convergeSubscription(mirror.id);
    const renewal = (await readInvoices(mirror.id)).at(-1);
    expect(renewal?.accountInvoiceId).not.toBe(invoice.accountInvoiceId);
    expect(await askRefund(buyer, of(renewal?.accountInvoiceId), all)).toMatchObject({ ok: true });
  });

  it('is asked for once, however often the form is sent', async () => {
    const [first, ...others] = await Promise.all([ask(), ask(), ask()]);
    expect(first).toMatchObject({ ok: true });
    expect(others).toEqual([first, first]);
    expect(await ask({ number: 2 })).toMatchObject({ reason: 'asked_already' });
    expect((await viewOf())?.refunds).toHaveLength(1);
  });

  it('is never of more than is left, whoever gave it back', async () => {
    await house.emulator.stripe.refunds.create(
      { charge: String(invoice.chargeId), amount: 1200 },
      on(mirror.accountId),
    );
    await lookAfterSale(invoice);
    expect(await ask({ amount: '30.01' })).toMatchObject({ reason: 'too_much' });
    await decideRefund(decider(seller), await asked(), { decision: 'grant', answer: '' });
    expect(await givenAt()).toBe(4200);
    await lookAfterSale(invoice);
    expect(await ask({ number: 2 })).toMatchObject({ reason: 'nothing_left' });
  });

  it('is nobody else’s to ask for, and is of the subscription that it names', async () => {
    const stranger = await newBuyer();
    const foreign = await askRefund(stranger, of(), all);
    expect(foreign).toMatchObject({ ok: false, reason: 'not_found' });
    expect(await askRefund(buyer, of('in_nobodys' as AccountInvoiceId), all)).toEqual(foreign);
    expect(
      await askRefund(buyer, of(invoice.accountInvoiceId, 'sub_another' as never), all),
    ).toEqual(foreign);
    expect(
      await (
        await getDb()
      )
        .select()
        .from(refunds)
        .where(eq(refunds.accountInvoiceId, invoice.accountInvoiceId)),
    ).toEqual([]);
  });

  it('is of nothing that was not paid, or that the bank has taken back', async () => {
    const db = await getDb();
    const change = (set: Partial<typeof subscriptionInvoices.$inferInsert>) =>
      db
        .update(subscriptionInvoices)
        .set(set)
        .where(eq(subscriptionInvoices.accountInvoiceId, invoice.accountInvoiceId));
    const { accountId, accountInvoiceId } = invoice;
    await db.insert(disputes).values({
      ...{
        id: newId<DisputeId>('dsp'),
        accountId,
        accountInvoiceId,
        accountDisputeId: 'du_1' as never,
      },
      ...{ amount: 4200, currency: 'usd', reason: 'fraudulent', status: 'needs_response' },
      ...{ refundable: false, createdAt: new Date() },
    });
    expect(await ask()).toMatchObject({ reason: 'not_refundable' });
    expect(await viewOf()).toMatchObject({
      rest: null,
      cannotAsk: 'A payment that the bank has taken back cannot be refunded as well.',
    });
    await db.delete(disputes).where(eq(disputes.accountInvoiceId, accountInvoiceId));
    await change({ status: 'open', amountPaid: 0, chargeId: null });
    expect(await ask()).toMatchObject({ reason: 'not_refundable' });
    expect(await viewOf()).toMatchObject({ rest: null, cannotAsk: null });
  });
});
