/** A buyer's bank disputes a payment for a plan: who reads of it, and what its seller answers. */
import fc from 'fast-check';
import { and, eq, sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Evidence } from '../../model/evidence';
import type { AccountId, AccountPaymentIntentId, DisputeId, OrderId } from '../../model/ids';
import type { SellerUser, SessionUser } from '../../model/views';
import { listAllOrders } from '../../operator/list-orders';
import { readAccount } from '../../operator/read-account';
import { readAnyOrder } from '../../operator/read-order';
import { countUnanswered, listSellerDisputes, readSellerDispute } from '../../seller/disputes';
import { listSales } from '../../seller/list-sales';
import { readFigures } from '../../seller/read-figures';
import { readSale } from '../../seller/read-sale';
import { getDb } from '../../store/client';
import { acts, disputeAnswers, disputes, subscriptionInvoices } from '../../store/schema';
import { readOwnSubscription } from '../../subscriptions/subscriptions';
import { on } from '../../subscriptions/testing/life';
import type { Mirror } from '../../subscriptions/testing/mirrors';
import { soldPlan, type SoldPlan } from '../../subscriptions/testing/sold-plan';
import eventTypes from '../../webhooks/event-types.json';
import { handlerOf, type KnownEvent } from '../../webhooks/handlers';
import { askRefund } from '../refunds/ask-refund';
import { salesWithUnsentEvidence } from './evidence-progress';
import { listDisputes } from '../../operator/list-disputes';
import { lookAfterSale } from '../after-sale/look-after-sale';
import { takeDueInvoices } from '../after-sale/look-after-invoice';
import { readOwnOrder } from '../orders';
import { reconcileAccount, utcDay } from '../reconcile/reconcile';
import { sendEvidenceOf } from './send-evidence';
import { openHouse } from '../testing/house';
import { openShop } from '../testing/shops';
import { writeEvidence } from './write-evidence';

const house = openHouse();
let worker: SellerUser;
let stranger: SellerUser;
let buyer: SessionUser;
let mirror: Mirror;
let invoice: SoldPlan['invoice'];

beforeAll(async () => {
  ({ worker: stranger } = await openShop(house.emulator));
});
beforeEach(() => begin('pm_card_createDispute'));

async function begin(testMethod: string) {
  ({ worker, buyer, mirror, invoice } = await soldPlan(house.emulator, testMethod));
}

const saleRef = () => ({
  accountId: mirror.accountId,
  accountInvoiceId: invoice.accountInvoiceId,
});
const rows = async () => {
  const db = await getDb();
  return db.select().from(disputes).where(eq(disputes.accountId, mirror.accountId));
};
/** Our row of the dispute, which is read now. */
async function known() {
  await lookAfterSale(saleRef());
  const [row] = await rows();
  if (!row) throw new Error('no dispute');
  await house.emulator.forget();
  return row;
}
const write = (id: DisputeId, evidence: Evidence, submit: boolean, user = worker) =>
  writeEvidence(user, id, { evidence, files: [], submit });
const viewOf = async () => (await readOwnSubscription(buyer.id, mirror.id))?.invoices[0]?.afterSale;
const orderOf = async () =>
  String((await readOwnSubscription(buyer.id, mirror.id))?.orderId) as OrderId;

describe('a dispute about a payment for a plan', () => {
  it('is kept once, and read of by its buyer, its seller and the operator', async () => {
    await Promise.all([lookAfterSale(saleRef()), lookAfterSale(saleRef())]);
    await lookAfterSale(saleRef());
    const all = await rows();
    expect(all).toMatchObject([
      {
        ...{ legId: null, accountInvoiceId: invoice.accountInvoiceId, amount: 4200 },
        ...{ reason: 'fraudulent', status: 'needs_response', refundable: false },
      },
    ]);
    const { id, accountDisputeId } = all[0] ?? {};
    const told = { id, accountDisputeId, open: true, statusText: 'Disputed' };

    expect(await viewOf()).toMatchObject({
      ...{ rest: null, disputes: [told] },
      cannotAsk: 'A payment that the bank has taken back cannot be refunded as well.',
    });
    const orderId = await orderOf();
    const order = await readOwnOrder(buyer.id, orderId);
    expect(order?.subscriptions[0]?.afterSale.disputes).toMatchObject([told]);
    const asked = { number: 1, amount: 'all', reason: 'other', note: '' } as const;
    const of = { subscriptionId: mirror.id, accountInvoiceId: invoice.accountInvoiceId };
    expect(await askRefund(buyer, of, asked)).toMatchObject({ reason: 'not_refundable' });

    expect((await listSellerDisputes(worker.seller.id, 1)).rows).toMatchObject([
      {
        ...{ ...told, saleId: invoice.accountInvoiceId, number: invoice.number, canAnswer: true },
        ...{ plan: expect.any(String) as string, buyer: buyer.name, accountId: mirror.accountId },
      },
    ]);
    expect(await readFigures(worker.seller, 30)).toMatchObject({ disputesToAnswer: 1 });
    expect(await readSale(worker.seller, invoice.accountInvoiceId)).toMatchObject({
      ...{ disputed: true, chargedBack: true, disputes: [told] },
    });
    const { rows: sales } = await listSales(worker.seller.id, { filter: 'disputed', page: 1 });
    expect(sales).toMatchObject([{ id: invoice.accountInvoiceId }]);

    const { rows: ofAll } = await listDisputes(1);
    expect(ofAll.find((row) => row.id === id)).toMatchObject({
      ...{ ...told, orderNumber: invoice.number, seller: worker.seller.name },
      ...{ buyer: buyer.name, accountId: mirror.accountId },
    });
    expect(await readAccount(worker.seller.id, 30)).toMatchObject({ disputes: 1 });
    expect(await readAnyOrder(orderId)).toMatchObject({
      disputesOfPlans: [{ ...told, subscriptionId: mirror.id, invoice: invoice.number }],
    });
    const found = await listAllOrders({
      ...{ state: 'disputed', seller: worker.seller.id, find: '', after: null },
    });
    expect(found.rows.map((row) => row.id)).toEqual([orderId]);
  });

  it('is looked for where nobody has told of it, in turns and by night', async () => {
    const db = await getDb();
    expect(await takeDueInvoices()).toContainEqual(saleRef());
    await reconcileAccount(utcDay(new Date()), mirror.accountId);
    expect(await rows()).toHaveLength(1);
    await db.delete(disputes).where(eq(disputes.accountId, mirror.accountId));
    await house.emulator.forget();
    await reconcileAccount(utcDay(new Date(Date.now() - 86_400_000 * 400)), mirror.accountId);
    expect(await rows()).toEqual([]);
  });

  it('that only asks takes nothing, so that the payment can be given back', async () => {
    await begin('pm_card_createDisputeInquiry');
    await known();
    expect(await viewOf()).toMatchObject({
      rest: { amount: 4200 },
      disputes: [{ open: true, statusText: 'The bank is asking about it' }],
    });
  });
});

describe('its seller', () => {
  it.each([
    ['winning_evidence', 'Decided for the seller'],
    ['losing_evidence', 'Decided for the buyer'],
  ])('answers it once, with a stored key: %s', async (words, statusText) => {
    const { id, accountDisputeId } = await known();
    await write(id, { product_description: 'Coffee' }, false);
    expect(await house.emulator.calls()).toEqual([]);
    expect(await readSellerDispute(worker.seller.id, id)).toMatchObject({
      canAnswer: true,
      answer: { state: 'draft', evidence: { product_description: 'Coffee' } },
    });
    const evidence = { product_description: 'Coffee', uncategorized_text: words };
    await Promise.all([write(id, evidence, true), write(id, evidence, true)]);
    expect(await house.emulator.writes()).toEqual([
      `200 ${mirror.accountId} /v1/disputes/${accountDisputeId} evidence:${id}:1`,
    ]);
    expect(await countUnanswered(worker.seller.id)).toBe(0);
    const log = await (await getDb()).select().from(acts).where(eq(acts.actorId, worker.id));
    expect(log).toMatchObject([
      {
        ...{ kind: 'evidence_sent', role: 'seller' },
        about: {
          ...{ disputeId: id, subscriptionId: mirror.id },
          invoiceId: invoice.accountInvoiceId,
        },
      },
    ]);
    await expect
      .poll(
        async () => {
          await lookAfterSale(saleRef());
          return (await viewOf())?.disputes[0]?.statusText;
        },
        { timeout: 20_000 },
      )
      .toBe(statusText);
    expect(await readSellerDispute(worker.seller.id, id)).toMatchObject({
      ...{ open: false, canAnswer: false, answer: { state: 'sent' } },
    });
  });

  it('is the only one who finds it', async () => {
    const { id } = await known();
    const foreign = await write(id, { uncategorized_text: 'x' }, true, stranger);
    expect(foreign).toMatchObject({ ok: false, reason: 'not_found' });
    expect(await write(`dsp_${'0'.repeat(20)}` as DisputeId, {}, true)).toEqual(foreign);
    expect(await readSellerDispute(stranger.seller.id, id)).toBeNull();
    expect((await listSellerDisputes(stranger.seller.id, 1)).rows).toEqual([]);
    expect(await house.emulator.writes()).toEqual([]);
  });

  it('has an answer sent again whose sending was lost, with the same key, once', async () => {
    const { id, accountDisputeId } = await known();
    vi.spyOn(console, 'error').mockReturnValue();
    const path = `/v1/disputes/${accountDisputeId}`;
    await house.emulator.fault({ method: 'POST', path, times: 3, action: 'drop' });
    await write(id, { uncategorized_text: 'It came.' }, true);
    await house.emulator.clearFaults();
    expect(await salesWithUnsentEvidence()).not.toContainEqual(saleRef());
    const db = await getDb();
    await db
      .update(disputeAnswers)
      .set({ leaseUntil: sql`now() - interval '1 second'` })
      .where(eq(disputeAnswers.disputeId, id));
    expect(await salesWithUnsentEvidence()).toContainEqual(saleRef());
    await Promise.all([sendEvidenceOf(saleRef()), sendEvidenceOf(saleRef())]);
    const writes = await house.emulator.writes();
    expect(new Set(writes)).toEqual(new Set([`200 ${mirror.accountId} ${path} evidence:${id}:1`]));
    const there = await house.emulator.stripe.disputes.retrieve(
      accountDisputeId,
      {},
      on(mirror.accountId),
    );
    expect(there.evidence_details.submission_count).toBe(1);
    expect(await readSellerDispute(worker.seller.id, id)).toMatchObject({
      answer: { state: 'sent' },
    });
  });
});

describe('what Stripe tells of it', () => {
  /** All that Souk listens to, as it happened. */
  async function recorded(): Promise<KnownEvent[]> {
    const told: KnownEvent[] = [];
    const list = house.emulator.stripe.events.list({ limit: 100 }, on(mirror.accountId));
    for await (const { type, data } of list) {
      if (!eventTypes.connect.includes(type)) continue;
      const object = data.object as { id?: string; payment_intent?: string | null };
      told.push({
        ...{ type, accountId: mirror.accountId as AccountId, objectId: String(object.id) },
        paymentIntentId: (object.payment_intent ?? null) as AccountPaymentIntentId | null,
      });
    }
    return told.reverse();
  }

  /** Handles each, and at last those that had overtaken something, as the inbox does. */
  async function play(events: readonly KnownEvent[]): Promise<void> {
    const again: KnownEvent[] = [];
    for (const event of events) {
      const outcome = await handlerOf('connect', event.type)?.(event);
      if (outcome === 'unknown') again.push(event);
    }
    for (const event of again) await handlerOf('connect', event.type)?.(event);
  }

  const ofMirror = () => eq(subscriptionInvoices.subscriptionId, mirror.id);
  /** As before anybody had heard of the payment. */
  async function forget(): Promise<void> {
    const db = await getDb();
    await db.delete(disputes).where(eq(disputes.accountId, mirror.accountId));
    await db.delete(subscriptionInvoices).where(ofMirror());
  }
  async function state() {
    const db = await getDb();
    const [paid] = await db
      .select({ status: subscriptionInvoices.status, chargeId: subscriptionInvoices.chargeId })
      .from(subscriptionInvoices)
      .where(and(ofMirror()));
    const told = (await rows()).map(({ accountDisputeId, status, accountInvoiceId }) => ({
      ...{ accountDisputeId, status, accountInvoiceId },
    }));
    return { paid, told };
  }

  it('ends alike in any order and with any repeats', async () => {
    const { accountDisputeId } = await known();
    await house.emulator.stripe.disputes.close(accountDisputeId, {}, on(mirror.accountId));
    const log = await recorded();
    expect(log.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['charge.dispute.created', 'charge.dispute.closed', 'invoice.paid']),
    );
    await forget();
    await play(log);
    const straight = await state();
    expect(straight).toMatchObject({
      paid: { status: 'paid', chargeId: invoice.chargeId },
      told: [{ accountDisputeId, status: 'lost', accountInvoiceId: invoice.accountInvoiceId }],
    });
    // The dispute alone, before anything else is known.
    await forget();
    await play(log.filter(({ type }) => type === 'charge.dispute.created'));
    expect(await state()).toEqual(straight);
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...log], { minLength: log.length }),
        fc.array(fc.constantFrom(...log), { maxLength: 4 }),
        async (order, repeats) => {
          await forget();
          await play([...repeats, ...order]);
          expect(await state()).toEqual(straight);
        },
      ),
      { numRuns: 6 },
    );
  });

  it('is no business of ours where the seller has sold something by themself', async () => {
    const { stripe } = house.emulator;
    const own = on(mirror.accountId);
    const intent = await stripe.paymentIntents.create(
      {
        ...{ amount: 500, currency: 'usd', payment_method: 'pm_card_createDispute' },
        ...{ confirm: true, return_url: 'https://example.com' },
      },
      own,
    );
    await known();
    const { data } = await stripe.disputes.list({ payment_intent: intent.id }, own);
    const outcome = await handlerOf(
      'connect',
      'charge.dispute.created',
    )?.({
      ...{ type: 'charge.dispute.created', accountId: mirror.accountId },
      ...{ objectId: String(data[0]?.id), paymentIntentId: intent.id as AccountPaymentIntentId },
    });
    expect(outcome).toBe('not_ours');
    await reconcileAccount(utcDay(new Date()), mirror.accountId);
    expect(await rows()).toHaveLength(1);
  });
});
