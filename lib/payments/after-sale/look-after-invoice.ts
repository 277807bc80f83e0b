/**
 * What became of paid invoices of subscriptions: as for legs, what is pending is asked about often, all
 * else seldom.
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
import { isPending, lastNews, looksAtOnce, nextLook } from './next-look';

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
 * Invoices whose time to be looked at has come, as many as can be asked about in a minute, those never
 * looked at among them. They count as looked at from now on: the caller sees to it that they are.
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
    .orderBy(desc(pending), first)
    .limit(looksAtOnce);
  return db
    .update(subscriptionInvoices)
    .set({ lookedAt: sql`now()`, nextLookAt: nextLook(age, pending) })
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

const ofInvoice = {
  refunds: sql`(${refunds.accountId} = ${subscriptionInvoices.accountId}
    and ${refunds.accountInvoiceId} = ${subscriptionInvoices.accountInvoiceId})`,
  disputes: sql`(${disputes.accountId} = ${subscriptionInvoices.accountId}
    and ${disputes.accountInvoiceId} = ${subscriptionInvoices.accountInvoiceId})`,
};
const pending = isPending(ofInvoice);

/** How long ago something last happened to it. A test clock may be ahead of ours. */
const age = sql`make_interval(secs => abs(extract(epoch from now() - greatest(
  ${subscriptionInvoices.paidAt}, ${lastNews(ofInvoice)}
))::float8))`;
