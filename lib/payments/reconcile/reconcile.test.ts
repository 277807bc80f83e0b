import { eq, sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { prepareQueues } from '../../jobs/boss';
import type { AccountChargeId, AccountId, AccountRefundId, LegId, RefundId } from '../../model/ids';
import { getDb } from '../../store/client';
import { attempts, differences, legs, reconciliations, refunds } from '../../store/schema';
import { readLeg } from '../testing/orders';
import { startCheckout } from '../start-checkout';
import { askRefund } from '../refunds/ask-refund';
import { decideRefund } from '../refunds/decide-refund';
import { daysToReconcile, reconcile, reconcileAccount, utcDay } from './reconcile';
import { operator, paidOrder, type PaidOrder } from '../testing/after-sale';
import { openMarket } from '../testing/market';
import { fillCart, newBuyer, openStalls, saveBankAccount, type Stall } from '../testing/shop';

const market = openMarket(0);
let stall: Stall;
const today = () => utcDay(new Date());

beforeAll(() => prepareQueues());
beforeEach(async () => {
  // An account of its own, which nobody else charges.
  [stall] = (await openStalls(market.emulator, 1)) as [Stall];
});

const paid = (): Promise<PaidOrder> => paidOrder(market.emulator, [stall]);

async function refunded(order: PaidOrder): Promise<RefundId> {
  const asked = await askRefund(order.buyer, order, {
    amount: '10',
    reason: 'changed_mind',
    note: '',
    number: 1,
  });
  if (!asked.ok) throw new Error(asked.message);
  await decideRefund(await operator(), asked.value.refundId, { decision: 'grant', answer: '' });
  return asked.value.refundId;
}

/** Compares today and tells what is open about this account. */
async function compared() {
  await reconcileAccount(today(), stall.accountId);
  const db = await getDb();
  const rows = await db
    .select()
    .from(differences)
    .where(eq(differences.accountId, stall.accountId));
  return rows
    .filter(({ resolvedAt }) => !resolvedAt)
    .map((row) => ({
      kind: row.kind,
      objectId: row.objectId,
      legId: row.legId,
      ours: row.ourAmount,
      theirs: row.theirAmount,
    }));
}

it('costs three calls, and one for each payment that was given back, where all agree', async () => {
  const order = await paid();
  await refunded(order);
  await market.emulator.forget();
  expect(await compared()).toEqual([]);
  expect((await market.emulator.calls()).map(({ method, path }) => `${method} ${path}`)).toEqual(
    expect.arrayContaining(['GET /v1/charges', 'GET /v1/refunds', 'GET /v1/disputes']),
  );
  expect(await market.emulator.calls()).toHaveLength(4);
  await paid();
  await market.emulator.forget();
  expect(await compared()).toEqual([]);
  expect(await market.emulator.calls()).toHaveLength(4);
});

describe('finds', () => {
  it('a charge that we do not have as paid', async () => {
    const { legId, chargeId } = await paid();
    const db = await getDb();
    await db.update(legs).set({ state: 'failed', paidAt: null }).where(eq(legs.id, legId));
    const found = { kind: 'charge_unknown', objectId: chargeId, legId, ours: null, theirs: 4200 };
    expect(await compared()).toEqual([found]);
    // Nobody waited for that money, and no event has told of it: it goes back.
    const sent = await db.select().from(refunds).where(eq(refunds.legId, legId));
    expect(sent).toMatchObject([{ reason: 'late_payment', state: 'succeeded', amount: 4200 }]);
    expect(await compared()).toEqual([]);
  });

  it('a second charge of one leg', async () => {
    const { legId, chargeId } = await paid();
    const db = await getDb();
    const other = await paid();
    await db
      .update(attempts)
      .set({ chargeId: other.chargeId as AccountChargeId })
      .where(eq(attempts.legId, legId));
    await db.delete(attempts).where(eq(attempts.legId, other.legId));
    const found = { kind: 'charge_unknown', objectId: chargeId, legId, ours: null, theirs: 4200 };
    expect(await compared()).toEqual([found]);
  });

  it('a charge that the account does not have', async () => {
    const { legId } = await paid();
    const db = await getDb();
    await db
      .update(attempts)
      .set({ chargeId: 'ch_gone' as AccountChargeId, id: 'att_other' as never })
      .where(eq(attempts.legId, legId));
    expect(await compared()).toContainEqual({
      kind: 'charge_missing',
      objectId: 'ch_gone',
      legId,
      ours: 4200,
      theirs: null,
    });
  });

  it.each([
    ['amount', { amount: 4100 }, { kind: 'charge_amount', ours: 4100, theirs: 4200 }],
    ['currency', { currency: 'eur' }, { kind: 'charge_currency', ours: 4200, theirs: 4200 }],
    ['fee', { feeAmount: 1 }, { kind: 'charge_fee', ours: 1, theirs: 420 }],
  ])('another %s', async (_, row, found) => {
    const { legId, chargeId } = await paid();
    const db = await getDb();
    await db.update(legs).set(row).where(eq(legs.id, legId));
    expect(await compared()).toEqual([{ ...found, legId, objectId: chargeId }]);
  });

  it('a refund that was made at Stripe', async () => {
    const { legId, chargeId, accountId } = await paid();
    const made = await market.emulator.stripe.refunds.create(
      { charge: chargeId, amount: 300 },
      { stripeAccount: accountId },
    );
    const found = { kind: 'refund_unknown', objectId: made.id, legId, ours: null, theirs: 300 };
    // Without its part of the fee, which the platform keeps then.
    const kept = { kind: 'fee_returned', legId, ours: 30, theirs: 0 };
    const both = await compared();
    expect(both).toHaveLength(2);
    expect(both).toEqual(expect.arrayContaining([found, expect.objectContaining(kept)]));
  });

  it('a refund that the account does not have', async () => {
    const order = await paid();
    const id = await refunded(order);
    const db = await getDb();
    await db
      .update(refunds)
      .set({ accountRefundId: 're_gone' as AccountRefundId })
      .where(eq(refunds.id, id));
    expect(await compared()).toContainEqual({
      kind: 'refund_missing',
      objectId: 're_gone',
      legId: order.legId,
      ours: 1000,
      theirs: null,
    });
  });

  it('a fee that went back without any refund’s asking for it', async () => {
    const order = await paid();
    await refunded(order);
    const { stripe } = market.emulator;
    const { data } = await stripe.applicationFees.list({ charge: order.chargeId });
    await stripe.applicationFees.createRefund(String(data[0]?.id), { amount: 50 });
    expect(await compared()).toMatchObject([
      { kind: 'fee_returned', objectId: data[0]?.id, ours: 100, theirs: 150 },
    ]);
  });

  it('a refund that we have as done and that has failed', async () => {
    const order = await paidOrder(market.emulator, [stall], 'pm_card_refundFail');
    const id = await refunded(order);
    const db = await getDb();
    const [row] = await db.select().from(refunds).where(eq(refunds.id, id));
    const on = { stripeAccount: stall.accountId };
    await vi.waitFor(
      async () => {
        const { stripe } = market.emulator;
        const { status } = await stripe.refunds.retrieve(String(row?.accountRefundId), {}, on);
        expect(status).toBe('failed');
      },
      { timeout: 20_000 },
    );
    await db.update(refunds).set({ state: 'succeeded' }).where(eq(refunds.id, id));
    expect(await compared()).toMatchObject([{ kind: 'refund_status', ours: 1000, theirs: 0 }]);
    await db.update(refunds).set({ state: 'failed' }).where(eq(refunds.id, id));
    expect(await compared()).toEqual([]);
  });

  it('a refund that we have as failed and that was made', async () => {
    const order = await paid();
    const id = await refunded(order);
    const db = await getDb();
    await db.update(refunds).set({ state: 'failed' }).where(eq(refunds.id, id));
    expect(await compared()).toMatchObject([{ kind: 'refund_status', ours: 0, theirs: 1000 }]);
  });

  it('a refund of another amount', async () => {
    const order = await paid();
    const id = await refunded(order);
    const db = await getDb();
    await db.update(refunds).set({ amount: 999 }).where(eq(refunds.id, id));
    expect(await compared()).toMatchObject([{ kind: 'refund_amount', ours: 999, theirs: 1000 }]);
  });
});

it('a difference is one row, however often it is found, and is resolved when it is gone', async () => {
  const { legId } = await paid();
  const db = await getDb();
  const setFee = (feeAmount: number) =>
    db.update(legs).set({ feeAmount }).where(eq(legs.id, legId));
  await setFee(1);
  expect(await compared()).toHaveLength(1);
  expect(await compared()).toHaveLength(1);
  await setFee(420);
  expect(await compared()).toEqual([]);
  await setFee(2);
  expect(await compared()).toMatchObject([{ ours: 2 }]);
  const rows = await db
    .select()
    .from(differences)
    .where(eq(differences.accountId, stall.accountId));
  expect(rows).toHaveLength(1);
});

it('charges that the seller made without Souk are none of our business', async () => {
  await market.emulator.stripe.paymentIntents.create(
    {
      amount: 500,
      currency: 'usd',
      payment_method: 'pm_card_visa',
      confirm: true,
      automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    },
    { stripeAccount: stall.accountId },
  );
  expect(await compared()).toEqual([]);
});

it('changes no money: it reads, and writes to nothing but its own rows', async () => {
  const order = await paid();
  const db = await getDb();
  await db.update(legs).set({ amount: 1 }).where(eq(legs.id, order.legId));
  await market.emulator.forget();
  await compared();
  expect(await market.emulator.writes()).toEqual([]);
});

describe('the night', () => {
  const jobs = async () => {
    const db = await getDb();
    const { rows } = (await db.execute(
      sql`select data from pgboss.job where name = 'reconcile' and data ->> 'accountId' = ${stall.accountId}`,
    )) as unknown as { rows: { data: { day: string; accountId: AccountId } }[] };
    return rows.map(({ data }) => data.day);
  };

  it('is one job for each account, and for each earlier day that had differences', async () => {
    const { legId, accountId } = await paid();
    const db = await getDb();
    await db.insert(differences).values({
      id: `dif_${legId}` as never,
      day: '2026-01-05',
      accountId,
      kind: 'charge_missing',
      objectId: 'ch_old',
    });
    await reconcile({ day: '2026-01-10' });
    expect((await jobs()).sort()).toEqual(['2026-01-05', '2026-01-10']);
  });

  it('bears its day, whenever it is tried again', async () => {
    const yesterday = utcDay(new Date(Date.now() - 86_400_000));
    await reconcile({ day: 'yesterday', accountId: stall.accountId });
    expect(await jobs()).toEqual([yesterday]);
  });

  it('that was missed is made up for, once', async () => {
    const { accountId, orderId } = await paid();
    const db = await getDb();
    const mine = async () =>
      (await daysToReconcile()).filter((missed) => missed.accountId === accountId);
    expect(await mine()).toEqual([]);
    await db.execute(
      sql`update orders set created_at = now() - interval '30 days' where id = ${orderId}`,
    );
    const missed = await mine();
    expect(missed.length).toBeGreaterThan(0);
    expect(missed.map(({ day }) => day)).not.toContain(today());
    await db.insert(reconciliations).values(missed);
    expect(await mine()).toEqual([]);
  });

  it('comes back to a debit whose leg has ended, until its bank has decided about it', async () => {
    const { emulator } = market;
    const buyer = await newBuyer();
    const account = await saveBankAccount(emulator, buyer, 'pm_usBankAccount_processing');
    const quote = await fillCart(buyer, [stall]);
    const order = await startCheckout(buyer, { quote, savedMethodId: account.id });
    if (!order.ok) throw new Error(order.message);
    expect(await compared()).toEqual([]);
    const db = await getDb();
    // As an operator ends it while its account is away.
    const mine = eq(legs.orderId, order.value.orderId);
    const [leg] = await db.update(legs).set({ state: 'failed' }).where(mine).returning();
    const legId = leg?.id as LegId;
    const { attempt } = await readLeg(legId);
    const objectId = attempt.chargeId;
    const undecided = { kind: 'charge_undecided', objectId, legId, ours: null, theirs: 4200 };
    expect(await compared()).toEqual([undecided]);
    await reconcile({ day: '2026-01-10' });
    expect((await jobs()).sort()).toEqual(['2026-01-10', today()]);
    expect(await compared()).toEqual([undecided]);
    const on = { stripeAccount: stall.accountId };
    await emulator.stripe.paymentIntents.cancel(String(attempt.paymentIntentId), {}, on);
    expect(await compared()).toEqual([]);
  });
});
