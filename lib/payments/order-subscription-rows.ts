import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import type { BuyerId, OrderId } from '../model/ids';
import { isSyncing, syncStates } from '../model/recurring';
import type { DisputeOfSale, RefundOfSale } from './after-sale/after-sale-view';
import { disputesOf, refundsOf } from './after-sale/after-sale-of';
import { getDb } from '../store/client';
import { leaseIsFree } from '../store/lease';
import {
  accountCustomers,
  disputes,
  invoicesNotUndone,
  keptClones,
  orders,
  refunds,
  savedMethods,
  sellers,
  subscriptionInvoices,
  subscriptions,
  syncs,
  type StoredProblem,
} from '../store/schema';
import { customerOfSubscription } from './customer-of-subscription';

interface Clone {
  readonly brand: string;
  readonly last4: string;
  readonly accountMethodId: string | null;
  readonly cloneKey: string;
  readonly attachKey: string;
}

interface Invoice {
  readonly amountPaid: number;
  readonly amountRefunded: number;
  readonly currency: string;
  readonly refunds: readonly RefundOfSale[] | null;
  readonly disputes: readonly DisputeOfSale[] | null;
  readonly accountInvoiceId: string;
  readonly status: string;
  readonly actionNeeded: boolean;
  readonly problem: StoredProblem | null;
}

type NotUndone = Pick<typeof invoicesNotUndone.$inferSelect, 'credit' | 'currency' | 'problem'>;

export type SubscriptionRows = Awaited<ReturnType<typeof readOrderSubscriptions>>[number];

/** What began with the orders of one buyer, or with one of them, in the order of its cart. */
export async function readOrderSubscriptions(buyerId: BuyerId, id: OrderId | undefined) {
  const db = await getDb();
  return db
    .select({
      order: orders,
      card: sql<{ brand: string; last4: string }>`(
        select json_build_object('brand', card.brand, 'last4', card.last4)
        from ${savedMethods} card where card.id = ${orders.savedMethodId}
      )`,
      subscription: subscriptions,
      seller: { slug: sellers.slug, name: sellers.name, country: sellers.country },
      /** What it is charged to now, and whether that is in the wallet. */
      method: {
        brand: savedMethods.brand,
        last4: savedMethods.last4,
        status: savedMethods.status,
      },
      free: sql<boolean>`${leaseIsFree(subscriptions.leaseOwner, subscriptions.leaseUntil)}`,
      late: sql<boolean>`${subscriptions.attemptedAt} < now() - interval '8 seconds'`,
      customer: {
        customerKey: accountCustomers.customerKey,
        accountCustomerId: accountCustomers.accountCustomerId,
      },
      clones: sql<Clone[] | null>`(
        select json_agg(json_build_object(
          'brand', card.brand, 'last4', card.last4,
          'accountMethodId', ${keptClones.accountMethodId},
          'cloneKey', ${keptClones.cloneKey}, 'attachKey', ${keptClones.attachKey}
        ) order by ${keptClones.createdAt}, ${keptClones.id})
        from ${keptClones} join ${savedMethods} card on card.id = ${keptClones.savedMethodId}
        where ${keptClones.subscriptionId} = ${subscriptions.id}
      )`,
      /** The first: what it began, or is to begin, with. */
      invoice: sql<Invoice | null>`(
        select json_build_object(
          'accountInvoiceId', ${subscriptionInvoices.accountInvoiceId},
          'status', ${subscriptionInvoices.status},
          'actionNeeded', ${subscriptionInvoices.actionNeeded},
          'problem', ${subscriptionInvoices.problem},
          'amountPaid', ${subscriptionInvoices.amountPaid},
          'amountRefunded', ${subscriptionInvoices.amountRefunded},
          'currency', ${subscriptionInvoices.currency},
          'refunds', ${refundsOf(
            sql`${refunds.accountId} = ${subscriptionInvoices.accountId}
              and ${refunds.accountInvoiceId} = ${subscriptionInvoices.accountInvoiceId}`,
          )},
          'disputes', ${disputesOf(
            sql`${disputes.accountId} = ${subscriptionInvoices.accountId}
              and ${disputes.accountInvoiceId} = ${subscriptionInvoices.accountInvoiceId}`,
          )}
        )
        from ${subscriptionInvoices}
        where ${subscriptionInvoices.subscriptionId} = ${subscriptions.id}
          and not ${subscriptionInvoices.isStray}
        order by ${subscriptionInvoices.createdAt} limit 1
      )`,
      /** Of what was made for it and nobody wanted, what could not be undone. */
      notUndone: sql<NotUndone[] | null>`(
        select json_agg(json_build_object(
          'credit', ${invoicesNotUndone.credit},
          'currency', ${invoicesNotUndone.currency},
          'problem', ${invoicesNotUndone.problem}
        ) order by ${invoicesNotUndone.createdAt}, ${invoicesNotUndone.accountInvoiceId})
        from ${invoicesNotUndone}
        where ${invoicesNotUndone.subscriptionId} = ${subscriptions.id}
      )`,
      syncing: sql<boolean>`exists (
        select 1 from ${syncs}
        where ${syncs.subscriptionId} = ${subscriptions.id}
          and ${inArray(syncs.state, syncStates.filter(isSyncing))}
      )`,
    })
    .from(subscriptions)
    .innerJoin(orders, eq(orders.id, subscriptions.orderId))
    .innerJoin(sellers, eq(sellers.id, subscriptions.sellerId))
    .innerJoin(savedMethods, eq(savedMethods.id, subscriptions.savedMethodId))
    .leftJoin(accountCustomers, customerOfSubscription)
    .where(and(eq(subscriptions.buyerId, buyerId), id ? eq(orders.id, id) : undefined))
    .orderBy(desc(orders.createdAt), desc(orders.id), asc(subscriptions.position));
}
