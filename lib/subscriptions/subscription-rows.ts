/** The rows that a subscription is told from. */
import { and, asc, desc, eq, exists, inArray, not, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { BuyerId, SubscriptionId } from '../model/ids';
import { startStates, type StartState } from '../model/recurring';
import { customerOfSubscription } from '../payments/customer-of-subscription';
import { invoiceOfDispute } from '../payments/disputes/invoice-of-dispute';
import { invoiceOfRefund } from '../payments/refunds/invoice-of-refund';
import { methodOfInvoice } from '../payments/paid-with';
import { getDb, type Db } from '../store/client';
import {
  accountCustomers,
  disputes,
  invoicesNotUndone,
  refunds,
  savedMethods,
  sellers,
  subscriptionChanges,
  subscriptionInvoices,
  subscriptions,
  syncs,
} from '../store/schema';

export interface InvoiceRows extends Readonly<typeof subscriptionInvoices.$inferSelect> {
  /** What it was charged to. */
  readonly card: Pick<typeof savedMethods.$inferSelect, 'brand' | 'last4'>;
  /** Oldest first. */
  readonly refunds: readonly (typeof refunds.$inferSelect)[];
  readonly disputes: readonly (typeof disputes.$inferSelect)[];
  /** True where the credit that went into it is not back, although nobody wanted it. */
  readonly isNotUndone: boolean;
}

export interface SubscriptionRows {
  readonly subscription: typeof subscriptions.$inferSelect;
  readonly seller: Pick<typeof sellers.$inferSelect, 'name' | 'slug' | 'leftAt'>;
  readonly method: typeof savedMethods.$inferSelect;
  /**
   * What goes off its next payment, in minor units of its currency: all credit with this seller, of the
   * one that is billed first. What that leaves is told once it was billed.
   */
  readonly credit: number;
  /** Newest first. */
  readonly invoices: readonly InvoiceRows[];
  /** Of what was made for it and nobody wanted, what could not be undone. Oldest first. */
  readonly notUndone: readonly (typeof invoicesNotUndone.$inferSelect)[];
  /** The last change and the last sync; null before the first. */
  readonly change: typeof subscriptionChanges.$inferSelect | null;
  readonly sync: typeof syncs.$inferSelect | null;
}

/** What came to nothing at its start is told by its order. */
const told: readonly StartState[] = startStates.filter(
  (state) => state !== 'declined' && state !== 'failed' && state !== 'canceled',
);

/** Subscriptions of this buyer, newest first; one alone when its id is given. */
export async function readSubscriptions(
  buyerId: BuyerId,
  id?: SubscriptionId,
): Promise<SubscriptionRows[]> {
  const db = await getDb();
  const found = await db
    .select({
      subscription: subscriptions,
      seller: { name: sellers.name, slug: sellers.slug, leftAt: sellers.leftAt },
      method: savedMethods,
      credit: sql<number>`case
        when lower(${accountCustomers.creditCurrency}) = lower(${subscriptions.currency})
          and (${subscriptions.status} = 'paused' or not ${billedBefore(db)})
        then ${accountCustomers.credit} else 0 end`,
    })
    .from(subscriptions)
    .innerJoin(sellers, eq(sellers.id, subscriptions.sellerId))
    .innerJoin(savedMethods, eq(savedMethods.id, subscriptions.savedMethodId))
    .leftJoin(accountCustomers, customerOfSubscription)
    .where(
      and(
        eq(subscriptions.buyerId, buyerId),
        inArray(subscriptions.state, [...told]),
        id ? eq(subscriptions.id, id) : undefined,
      ),
    )
    .orderBy(desc(subscriptions.createdAt), desc(subscriptions.id));
  if (found.length === 0) return [];
  const ids = found.map(({ subscription }) => subscription.id);
  const [invoices, given, disputed, notUndone, changes, moves] = await Promise.all([
    db
      .select({
        invoice: subscriptionInvoices,
        card: { brand: savedMethods.brand, last4: savedMethods.last4 },
      })
      .from(subscriptionInvoices)
      .innerJoin(subscriptions, eq(subscriptions.id, subscriptionInvoices.subscriptionId))
      .innerJoin(savedMethods, eq(savedMethods.id, methodOfInvoice))
      .where(inArray(subscriptionInvoices.subscriptionId, ids))
      .orderBy(desc(subscriptionInvoices.createdAt), desc(subscriptionInvoices.number)),
    db
      .select({ refund: refunds })
      .from(refunds)
      .innerJoin(subscriptionInvoices, invoiceOfRefund)
      .where(inArray(subscriptionInvoices.subscriptionId, ids))
      .orderBy(asc(refunds.number)),
    db
      .select({ dispute: disputes })
      .from(disputes)
      .innerJoin(subscriptionInvoices, invoiceOfDispute)
      .where(inArray(subscriptionInvoices.subscriptionId, ids))
      .orderBy(asc(disputes.createdAt), asc(disputes.id)),
    db
      .select()
      .from(invoicesNotUndone)
      .where(inArray(invoicesNotUndone.subscriptionId, ids))
      .orderBy(asc(invoicesNotUndone.createdAt), asc(invoicesNotUndone.accountInvoiceId)),
    db
      .selectDistinctOn([subscriptionChanges.subscriptionId])
      .from(subscriptionChanges)
      .where(inArray(subscriptionChanges.subscriptionId, ids))
      .orderBy(
        subscriptionChanges.subscriptionId,
        desc(subscriptionChanges.createdAt),
        desc(subscriptionChanges.id),
      ),
    db
      .selectDistinctOn([syncs.subscriptionId])
      .from(syncs)
      .where(inArray(syncs.subscriptionId, ids))
      .orderBy(syncs.subscriptionId, desc(syncs.number)),
  ]);
  return found.map((rows) => {
    const of = (other: { readonly subscriptionId: SubscriptionId }) =>
      other.subscriptionId === rows.subscription.id;
    return {
      ...rows,
      invoices: invoices
        .filter(({ invoice }) => of(invoice))
        .map(({ invoice, card }) => ({
          ...invoice,
          card,
          refunds: given.map(({ refund }) => refund).filter(isOf(invoice)),
          disputes: disputed.map(({ dispute }) => dispute).filter(isOf(invoice)),
          isNotUndone: notUndone.some(isOf(invoice)),
        })),
      notUndone: notUndone.filter(of),
      change: changes.find(of) ?? null,
      sync: moves.find(of) ?? null,
    };
  });
}

const other = alias(subscriptions, 'other');

/** True where another subscription at the same Customer renews before this one; one that rests would now. */
const billedBefore = (db: Db) =>
  exists(
    db
      .select({ one: sql`1` })
      .from(other)
      .where(
        and(
          eq(other.buyerId, subscriptions.buyerId),
          eq(other.accountId, subscriptions.accountId),
          eq(other.state, 'started'),
          inArray(other.status, ['active', 'trialing', 'past_due']),
          not(other.collectionPaused),
          sql`(not ${other.cancelAtPeriodEnd} or ${other.cancelAt} > ${other.currentPeriodEnd})`,
          sql`(${other.currentPeriodEnd}, ${other.id})
            < (${subscriptions.currentPeriodEnd}, ${subscriptions.id})`,
        ),
      ),
  );

type InvoiceKey = Pick<typeof refunds.$inferSelect, 'accountId' | 'accountInvoiceId'>;

const isOf =
  (invoice: InvoiceKey) =>
  ({ accountId, accountInvoiceId }: InvoiceKey): boolean =>
    accountId === invoice.accountId && accountInvoiceId === invoice.accountInvoiceId;
