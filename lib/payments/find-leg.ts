/** Which leg or invoice of ours a PaymentIntent on a seller's account belongs to. */
import { and, desc, eq, isNotNull } from 'drizzle-orm';
import type { AccountChargeId, AccountId, AccountPaymentIntentId, AttemptId } from '../model/ids';
import { getDb } from '../store/client';
import { attempts, legs, orders, subscriptionInvoices } from '../store/schema';
import type { AnsweredIntent } from '../stripe/account-stripe';
import type { SaleRef } from './after-sale/sale-ref';

/** A PaymentIntent on an account, by which Stripe tells what happened. */
export interface AccountPayment {
  readonly accountId: AccountId;
  readonly paymentIntentId: AccountPaymentIntentId;
}

/** A leg, with the newest of its attempts that this PaymentIntent belongs to. */
export type LegOfPayment = NonNullable<Awaited<ReturnType<typeof findLeg>>>;

/** The leg that has this PaymentIntent among its attempts; null when none of this account has. */
export async function findLeg({ accountId, paymentIntentId }: AccountPayment) {
  const db = await getDb();
  const [found] = await db
    .select(columns)
    .from(attempts)
    .innerJoin(legs, eq(legs.id, attempts.legId))
    .innerJoin(orders, eq(orders.id, legs.orderId))
    .where(and(eq(attempts.paymentIntentId, paymentIntentId), eq(legs.accountId, accountId)))
    .orderBy(desc(attempts.number))
    .limit(1);
  return found ?? null;
}

/**
 * The leg that a PaymentIntent names in its metadata, for one whose id is in none of our rows yet.
 * Anybody may write metadata on an account of their own: `foreign` when the leg is another
 * account's. `unknown`: it is named and we do not have it; null: it names none.
 */
export async function findLegByMetadata(
  { accountId }: AccountPayment,
  { intent }: AnsweredIntent,
): Promise<LegOfPayment | 'foreign' | 'unknown' | null> {
  const { attempt, leg, order } = intent.metadata;
  if (!attempt || !leg || !order) return null;
  const db = await getDb();
  const [found] = await db
    .select(columns)
    .from(attempts)
    .innerJoin(legs, eq(legs.id, attempts.legId))
    .innerJoin(orders, eq(orders.id, legs.orderId))
    .where(eq(attempts.id, attempt as AttemptId));
  if (!found) return 'unknown';
  const agrees = found.accountId === accountId && found.legId === leg && found.orderId === order;
  return agrees ? found : 'foreign';
}

/** The invoice of a subscription of ours that we know this PaymentIntent to have paid, or null. */
export async function findInvoice({
  accountId,
  paymentIntentId,
}: AccountPayment): Promise<SaleRef | null> {
  const db = await getDb();
  const [found] = await db
    .select({ accountInvoiceId: subscriptionInvoices.accountInvoiceId })
    .from(subscriptionInvoices)
    .where(
      and(
        eq(subscriptionInvoices.accountId, accountId),
        eq(subscriptionInvoices.paymentIntentId, paymentIntentId),
        eq(subscriptionInvoices.status, 'paid'),
        isNotNull(subscriptionInvoices.chargeId),
      ),
    );
  return found ? { accountId, ...found } : null;
}

/** The PaymentIntent of a charge of ours; null when none of this account's sales has the charge. */
export async function findPayment(
  accountId: AccountId,
  chargeId: AccountChargeId,
): Promise<AccountPayment | null> {
  const db = await getDb();
  const [found] = await db
    .select({ paymentIntentId: attempts.paymentIntentId })
    .from(attempts)
    .innerJoin(legs, eq(legs.id, attempts.legId))
    .where(and(eq(attempts.chargeId, chargeId), eq(legs.accountId, accountId)));
  const { paymentIntentId } = found ?? (await findInvoicePayment(accountId, chargeId)) ?? {};
  return paymentIntentId ? { accountId, paymentIntentId } : null;
}

async function findInvoicePayment(accountId: AccountId, chargeId: AccountChargeId) {
  const db = await getDb();
  const [found] = await db
    .select({ paymentIntentId: subscriptionInvoices.paymentIntentId })
    .from(subscriptionInvoices)
    .where(
      and(
        eq(subscriptionInvoices.accountId, accountId),
        eq(subscriptionInvoices.chargeId, chargeId),
      ),
    );
  return found;
}

const columns = {
  legId: legs.id,
  orderId: orders.id,
  buyerId: orders.buyerId,
  accountId: legs.accountId,
  state: legs.state,
  /** The number of the attempt that counts now. */
  current: legs.attempt,
  attempt: attempts.number,
  /** The PaymentIntent that this attempt is known to have; null while none is. */
  paymentIntentId: attempts.paymentIntentId,
  confirmation: attempts.confirmation,
};
