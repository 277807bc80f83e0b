/**
 * What became of paid invoices of subscriptions: as for legs, Stripe is asked often while things are
 * new, seldom later.
 */
import { and, desc, eq, gt, isNotNull, isNull, lt, lte, or, sql, type SQL } from 'drizzle-orm';
import type {
  AccountId,
  AccountInvoiceId,
  BuyerId,
  OrderId,
  SubscriptionId,
} from '../../model/ids';
import { getDb } from '../../store/client';
import { disputes, refunds, subscriptionInvoices, subscriptions } from '../../store/schema';
import { briefly, lookAfterSale } from './look-after-sale';

export interface InvoiceRef {
  readonly accountId: AccountId;
  readonly accountInvoiceId: AccountInvoiceId;
}

/**
 * Looks at what this buyer has paid for a subscription, or for those that began with an order, unless
 * that was done in the last few seconds. Waits for Stripe a second at most and never throws.
 */
export async function lookAtPayments(
  buyerId: BuyerId,
  of: { readonly subscriptionId: SubscriptionId } | { readonly orderId: OrderId },
): Promise<void> {
  const isOf =
    'orderId' in of
      ? eq(subscriptions.orderId, of.orderId)
      : eq(subscriptions.id, of.subscriptionId);
  const own = sql`${subscriptionInvoices.subscriptionId} in (
    select ${subscriptions.id} from ${subscriptions}
    where ${and(isOf, eq(subscriptions.buyerId, buyerId))}
  )`;
  await briefly(take(own, fresh).then(lookAt));
}

/** The same for one invoice, which is its seller's. */
export async function lookAtInvoice({ accountId, accountInvoiceId }: InvoiceRef): Promise<void> {
  const isIt = and(
    eq(subscriptionInvoices.accountId, accountId),
    eq(subscriptionInvoices.accountInvoiceId, accountInvoiceId),
  );
  await briefly(take(isIt, fresh).then(lookAt));
}

/**
 * A few invoices whose time to be looked at has come, those never looked at among them. They count as
 * looked at from now on: the caller sees to it that they are.
 */
export function takeDueInvoices(): Promise<InvoiceRef[]> {
  return take(undefined, lte(subscriptionInvoices.nextLookAt, sql`now()`), longestDue);
}

const lookAt = async (found: readonly InvoiceRef[]): Promise<void> => {
  await Promise.all(found.map((invoice) => lookAfterSale(invoice)));
};

// Of those that a page is about, the latest may be waited for.
const newest = desc(subscriptionInvoices.createdAt);
const longestDue = sql`coalesce(${subscriptionInvoices.nextLookAt}, ${subscriptionInvoices.createdAt})`;

const fresh = lt(subscriptionInvoices.lookedAt, sql`now() - interval '5 seconds'`);

/** Marks invoices as being looked at now, in one statement, so that no two processes ask the same. */
async function take(which: SQL | undefined, due: SQL, first: SQL = newest): Promise<InvoiceRef[]> {
  const db = await getDb();
  const isDue = and(
    eq(subscriptionInvoices.status, 'paid'),
    gt(subscriptionInvoices.amountPaid, 0),
    isNotNull(subscriptionInvoices.chargeId),
    or(isNull(subscriptionInvoices.lookedAt), due),
    which,
  );
  const some = db
    .select({
      accountId: subscriptionInvoices.accountId,
      accountInvoiceId: subscriptionInvoices.accountInvoiceId,
    })
    .from(subscriptionInvoices)
    .where(isDue)
    .orderBy(first)
    .limit(20);
  return db
    .update(subscriptionInvoices)
    .set({ lookedAt: sql`now()`, nextLookAt: nextLook })
    .where(
      and(
        sql`(${subscriptionInvoices.accountId}, ${subscriptionInvoices.accountInvoiceId}) in (${some})`,
        isDue,
      ),
    )
    .returning({
      accountId: subscriptionInvoices.accountId,
      accountInvoiceId: subscriptionInvoices.accountInvoiceId,
    });
}

/** How long ago something last happened to it. A test clock may be ahead of ours. */
const age = sql`make_interval(secs => abs(extract(epoch from now() - greatest(
  ${subscriptionInvoices.paidAt},
  (
    select max(${refunds.updatedAt}) from ${refunds}
    where ${refunds.accountId} = ${subscriptionInvoices.accountId}
      and ${refunds.accountInvoiceId} = ${subscriptionInvoices.accountInvoiceId}
  ),
  (
    select max(${disputes.createdAt}) from ${disputes}
    where ${disputes.accountId} = ${subscriptionInvoices.accountId}
      and ${disputes.accountInvoiceId} = ${subscriptionInvoices.accountInvoiceId}
  )
))::float8))`;

/** When to look again, as for a leg (`look-after-sale.ts`). */
const nextLook = sql`case when ${age} < interval '130 days' then
  now() + least(greatest(${age} / 4, interval '30 seconds'), interval '6 hours') end`;
