/** For tests only: what happened at Stripe while the shop heard nothing, for its events to tell. */
import { eq, inArray, sql } from 'drizzle-orm';
import { expect } from 'vitest';
import type { AccountSubscriptionId, OrderId } from '../../model/ids';
import { convergeLeg } from '../../payments/converge-leg';
import { payLegs } from '../../payments/pay-leg';
import { retryLeg } from '../../payments/retry-leg';
import { asked, atBank, press } from '../../payments/testing/authentication';
import type { Market } from '../../payments/testing/market';
import { placed, type Placed } from '../../payments/testing/orders';
import { newBuyer, saveCard } from '../../payments/testing/shop';
import { getDb } from '../../store/client';
import {
  attempts,
  legs,
  refunds,
  savedMethods,
  subscriptionInvoices,
  subscriptions,
} from '../../store/schema';
import { convergeAccountSubscription } from '../../subscriptions/converge-event';
import { makeMirror, openPlan } from '../../subscriptions/testing/mirrors';
import { toldYears } from './told-years';

/** Orders, a subscription and years of Plus; gives the orders. */
export async function toldRuns(market: Market): Promise<readonly OrderId[]> {
  const { emulator } = market;
  // The runs: paid, in dispute, declined and recovered with another card, asked by the bank.
  const paid = await placed(emulator, market.stalls);
  const disputed = await placed(emulator, market.oneStall, 'pm_card_createDispute');
  const declined = await placed(emulator, market.oneStall, 'pm_card_chargeCustomerFail');
  await Promise.all([paid, disputed, declined].map(({ legIds }) => payLegs(legIds)));
  const other = await saveCard(emulator, declined.buyer, 'pm_card_visa');
  const [legId] = declined.legIds;
  if (!legId) throw new Error('no leg');
  const retry = { savedMethodId: other.id, attempt: 1 };
  expect((await retryLeg(declined.buyer, { ...declined, legId }, retry)).ok).toBe(true);
  const bank = await asked(emulator, market.oneStall);
  await press(bank);
  await atBank(emulator, bank, 'authenticate');
  // A payment whose leg was given up before: its money comes too late.
  const late = await placed(emulator, market.oneStall);
  await payLegs(late.legIds);
  await giveBack(market, paid);
  await subscribed(market);
  await toldYears(market);
  await emulator.stripe.paymentMethods.update(await methodOf(paid), {
    card: { exp_month: 2, exp_year: 2043 },
  });
  await emulator.stripe.paymentMethods.detach(await methodOf(disputed));

  await forget([...paid.legIds, ...disputed.legIds, ...declined.legIds], 'charging');
  await forget(late.legIds, 'canceled');
  await forgetRefund(late);
  return [paid, disputed, declined, bank, late].map(({ orderId }) => orderId);
}

/**
 * A subscription that ends with its period, of whose first payment a part went back, and another one that
 * was made for the same row and is sent back; of the first our row has heard nothing.
 */
async function subscribed(market: Market): Promise<void> {
  const { emulator } = market;
  const plan = await openPlan(emulator, market.stalls[0] as never);
  const buyer = await newBuyer();
  const card = await saveCard(emulator, buyer, 'pm_card_visa');
  const { id, accountId, stripeId, customerId } = await makeMirror(emulator, buyer, card, plan);
  const on = { stripeAccount: accountId };
  const stripe = emulator.stripe.subscriptions;
  const there = await stripe.update(stripeId, { cancel_at_period_end: true }, on);
  const { data } = await emulator.stripe.charges.list({ customer: customerId }, on);
  await emulator.stripe.refunds.create({ charge: String(data[0]?.id), amount: 300 }, on);
  const stray = await stripe.create(
    {
      customer: customerId,
      items: [{ price: String(there.items.data[0]?.price.id) }],
      default_payment_method: String(there.default_payment_method),
      metadata: there.metadata,
    },
    on,
  );
  await convergeAccountSubscription(accountId, stray.id as AccountSubscriptionId);
  const db = await getDb();
  await db.update(subscriptions).set({ status: 'incomplete' }).where(eq(subscriptions.id, id));
  const { isStray } = subscriptionInvoices;
  await db.delete(subscriptionInvoices).where(eq(isStray, false));
}

async function giveBack(market: Market, order: Placed): Promise<void> {
  const db = await getDb();
  const rows = await db
    .select({ chargeId: attempts.chargeId, accountId: legs.accountId })
    .from(attempts)
    .innerJoin(legs, eq(legs.id, attempts.legId))
    .where(inArray(legs.id, [...order.legIds]));
  for (const { chargeId, accountId } of rows) {
    await market.emulator.stripe.refunds.create(
      { charge: String(chargeId), amount: 200 },
      { stripeAccount: accountId },
    );
  }
}

async function methodOf({ card }: Placed): Promise<string> {
  const db = await getDb();
  const [row] = await db.select().from(savedMethods).where(eq(savedMethods.id, card.id));
  return String(row?.platformMethodId);
}

/** Takes from rows what Stripe's answers said of the latest attempt, as if no answer had ever come. */
async function forget(legIds: Placed['legIds'], state: 'charging' | 'canceled'): Promise<void> {
  const db = await getDb();
  await db
    .update(legs)
    .set({ state, paidAt: null, leaseOwner: null, leaseUntil: sql`now() - interval '1 second'` })
    .where(inArray(legs.id, [...legIds]));
  if (state === 'canceled') return;
  await db
    .update(attempts)
    .set({ paymentIntentId: null, chargeId: null, problem: null, finishedAt: null })
    .where(
      sql`${attempts.legId} in (${sql.join(
        [...legIds].map((id) => sql`${id}`),
        sql`, `,
      )}) and ${attempts.number} = (select ${legs.attempt} from ${legs} where ${legs.id} = ${attempts.legId})`,
    );
}

/** Has the late payment sent back, and takes from the row what came of it. */
async function forgetRefund({ legIds }: Placed): Promise<void> {
  const db = await getDb();
  const [late] = await db
    .select({ accountId: legs.accountId, paymentIntentId: attempts.paymentIntentId })
    .from(attempts)
    .innerJoin(legs, eq(legs.id, attempts.legId))
    .where(inArray(legs.id, [...legIds]));
  if (!late?.paymentIntentId) throw new Error('nothing was paid');
  await convergeLeg({ accountId: late.accountId, paymentIntentId: late.paymentIntentId });
  await db.update(refunds).set({ state: 'granted', accountRefundId: null });
}
