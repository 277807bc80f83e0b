/** The nightly comparison knows what subscriptions were charged. */
import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { prepareQueues } from '../jobs/boss';
import { sellerRefundReason } from '../model/after-sale';
import type { AccountChargeId } from '../model/ids';
import {
  daysToReconcile,
  reconcile,
  reconcileAccount,
  utcDay,
} from '../payments/reconcile/reconcile';
import { grantRefund } from '../payments/refunds/grant-refund';
import { sendRefund } from '../payments/refunds/send-refund';
import { openMarket } from '../payments/testing/market';
import { newBuyer, openStalls, saveCard } from '../payments/testing/shop';
import { getDb, withTx } from '../store/client';
import { differences, subscriptionInvoices, subscriptions } from '../store/schema';
import { convergeSubscription } from './read-subscription';
import { on, passPeriod, readInvoices } from './testing/life';
import { makeMirror, openPlan, type Mirror } from './testing/mirrors';

const market = openMarket(0);
let mirror: Mirror;
let chargeId: string;

beforeAll(() => prepareQueues());
beforeEach(async () => {
  // An account of its own, which nobody else charges.
  const [stall] = await openStalls(market.emulator, 1);
  const plan = await openPlan(market.emulator, stall as never);
  const buyer = await newBuyer();
  const card = await saveCard(market.emulator, buyer, 'pm_card_visa');
  mirror = await makeMirror(market.emulator, buyer, card, plan);
  await convergeSubscription(mirror.id);
  chargeId = String((await readInvoices(mirror.id))[0]?.chargeId);
});

/** Compares a day of the account, by default that of its last invoice, and tells what is open. */
async function compared(day?: string) {
  const last = (await readInvoices(mirror.id)).at(-1);
  await reconcileAccount(day ?? utcDay(last?.createdAt ?? new Date()), mirror.accountId);
  const db = await getDb();
  const rows = await db
    .select()
    .from(differences)
    .where(eq(differences.accountId, mirror.accountId));
  return rows
    .filter(({ resolvedAt }) => !resolvedAt)
    .map(({ kind, objectId, ourAmount, theirAmount }) => ({
      kind,
      objectId,
      ours: ourAmount,
      theirs: theirAmount,
    }));
}

const change = async (set: Partial<typeof subscriptionInvoices.$inferInsert>) => {
  const db = await getDb();
  await db
    .update(subscriptionInvoices)
    .set(set)
    .where(eq(subscriptionInvoices.subscriptionId, mirror.id));
};

it('finds nothing where invoices and charges agree, and asks three times', async () => {
  await market.emulator.forget();
  expect(await compared()).toEqual([]);
  expect(await market.emulator.calls()).toHaveLength(3);
});

describe('finds', () => {
  it('a renewal that was charged and that nobody told us of', async () => {
    await passPeriod(market.emulator, mirror);
    const [charge] = (await market.emulator.stripe.charges.list({ limit: 1 }, on(mirror.accountId)))
      .data;
    // A renewal is charged an hour after its invoice was made, which may be the next day.
    const day = utcDay(new Date((charge?.created ?? 0) * 1_000));
    await reconcileAccount(day, mirror.accountId);
    const db = await getDb();
    const [found] = await db
      .select()
      .from(differences)
      .where(eq(differences.accountId, mirror.accountId));
    expect(found).toMatchObject({
      kind: 'charge_unknown',
      objectId: charge?.id,
      theirAmount: 4200,
    });
    await convergeSubscription(mirror.id);
    expect(await compared(day)).toEqual([]);
  });

  it('what a Subscription has taken that nobody waits for, and sends it back', async () => {
    const { stripe } = market.emulator;
    const known = await stripe.subscriptions.retrieve(mirror.stripeId, {}, on(mirror.accountId));
    const stray = await stripe.subscriptions.create(
      {
        customer: mirror.customerId,
        items: [{ price: String(known.items.data[0]?.price.id) }],
        default_payment_method: String(known.default_payment_method),
        application_fee_percent: 10,
        metadata: known.metadata,
      },
      on(mirror.accountId),
    );
    expect(await compared()).toMatchObject([{ kind: 'charge_unknown', theirs: 4200 }]);
    const after = await stripe.subscriptions.retrieve(stray.id, {}, on(mirror.accountId));
    expect(after.status).toBe('canceled');
    const { data } = await stripe.charges.list({ limit: 10 }, on(mirror.accountId));
    expect(data.map((charge) => charge.amount_refunded).sort()).toEqual([0, 4200]);
    expect(await compared()).toEqual([]);
  });

  it('an invoice that is paid here and has no charge there', async () => {
    await change({ chargeId: 'ch_gone' as AccountChargeId, paymentIntentId: null });
    expect(await compared()).toContainEqual({
      kind: 'charge_missing',
      objectId: 'ch_gone',
      ours: 4200,
      theirs: null,
    });
  });

  it.each([
    ['amount', { amountPaid: 4100 }, { kind: 'charge_amount', ours: 4100, theirs: 4200 }],
    ['currency', { currency: 'eur' }, { kind: 'charge_currency', ours: 4200, theirs: 4200 }],
  ])('another %s', async (_, set, found) => {
    await change(set);
    expect(await compared()).toEqual([{ ...found, objectId: chargeId }]);
  });

  it('another fee than was agreed, but not another way to round it', async () => {
    const db = await getDb();
    const agree = (feeBasisPoints: number) =>
      db.update(subscriptions).set({ feeBasisPoints }).where(eq(subscriptions.id, mirror.id));
    await agree(1_002);
    expect(await compared()).toEqual([]);
    await agree(500);
    expect(await compared()).toEqual([
      { kind: 'charge_fee', objectId: chargeId, ours: 210, theirs: 420 },
    ]);
  });

  it('what was given back at Stripe', async () => {
    const refund = await market.emulator.stripe.refunds.create(
      { charge: chargeId, amount: 300 },
      on(mirror.accountId),
    );
    const both = await compared();
    expect(both).toHaveLength(2);
    expect(both).toContainEqual({
      ...{ kind: 'refund_unknown', objectId: refund.id, ours: null, theirs: 300 },
    });
    // Without its part of the fee, which the platform keeps then.
    const fee = await feeOfCharge();
    expect(both).toContainEqual({ kind: 'fee_returned', objectId: fee, ours: 30, theirs: 0 });
  });

  it('more of the fee given back than the part of an invoice that was', async () => {
    await giveBack(1_000);
    expect(await compared()).toEqual([]);
    const fee = await feeOfCharge();
    await market.emulator.stripe.applicationFees.createRefund(fee, { amount: 50 });
    expect(await compared()).toEqual([
      { kind: 'fee_returned', objectId: fee, ours: 100, theirs: 150 },
    ]);
  });
});

const feeOfCharge = async () => {
  const { data } = await market.emulator.stripe.applicationFees.list({ charge: chargeId });
  return String(data[0]?.id);
};

/** As Souk gives back a part of the first invoice. */
async function giveBack(amount: number): Promise<void> {
  const [invoice] = await readInvoices(mirror.id);
  if (!invoice?.chargeId) throw new Error('no charge');
  const { accountId, accountInvoiceId, chargeId: charge, currency } = invoice;
  const of = { accountId, accountInvoiceId };
  const refund = { of, chargeId: charge, amount, currency, reason: sellerRefundReason } as const;
  await sendRefund(await withTx((tx) => grantRefund(tx, refund)));
}

it('an account that only sells plans is compared, too', async () => {
  await reconcile({ day: '2026-01-10' });
  const db = await getDb();
  await db
    .update(subscriptions)
    .set({ createdAt: new Date(Date.now() - 30 * 86_400_000) })
    .where(eq(subscriptions.id, mirror.id));
  const missed = await daysToReconcile();
  expect(missed.map(({ accountId }) => accountId)).toContain(mirror.accountId);
});
