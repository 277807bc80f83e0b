import 'server-only';
import { and, count, desc, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';
import { plusOffer } from '../catalog/plus';
import type { DisputeRow } from '../model/after-sale';
import type { DisputeId, MembershipId } from '../model/ids';
import { pageAmong, type Paged } from '../model/paging';
import { openStatuses } from '../payments/after-sale/after-sale-text';
import { disputeOfSale, disputeView } from '../payments/after-sale/after-sale-view';
import { invoiceOfDispute } from '../payments/disputes/invoice-of-dispute';
import { membershipDispute } from '../payments/plus/membership-dispute';
import { platformBooks } from '../payments/reconcile/find-platform-differences';
import { isOpen } from '../seller/disputes';
import { getDb, type Db } from '../store/client';
import {
  disputes,
  legs,
  memberships,
  orders,
  sellers,
  subscriptionInvoices,
  subscriptions,
  users,
  type StoredDispute,
} from '../store/schema';

const rowsOfPage = 20;

/**
 * A page of the disputes about anybody's payments, those for plans and for Plus among them: open ones
 * first, then the newest.
 */
export async function listDisputes(page: number): Promise<Paged<DisputeRow>> {
  const db = await getDb();
  const all = unionAll(ofSales(db), ofPlus(db)).as('all_disputes');
  const [counted] = await db.select({ count: count() }).from(all);
  const { view, offset } = pageAmong(counted?.count ?? 0, rowsOfPage, page);
  const shown = await db
    .select()
    .from(all)
    .orderBy(desc(all.open), desc(all.at), desc(all.id))
    .limit(rowsOfPage)
    .offset(offset);
  const rows = (await Promise.all([readOfSales(shown), readOfPlus(shown)])).flat();
  return { rows: shown.flatMap(({ id }) => rows.find((row) => row.id === id) ?? []), ...view };
}

/** How many about Plus wait for the platform itself, which answers in Stripe's Dashboard. */
export async function countUnansweredOfPlus(): Promise<number> {
  const db = await getDb();
  const all = ofPlus(db).as('plus_disputes');
  const [found] = await db
    .select({ count: count() })
    .from(all)
    .where(and(eq(all.open, true), eq(all.isDue, true)));
  return found?.count ?? 0;
}

const ofSales = (db: Db) =>
  db
    .select({
      id: sql<string>`${disputes.id}`.as('id'),
      membershipId: sql<MembershipId | null>`null::text`.as('membership_id'),
      open: sql<boolean>`${isOpen}`.as('open'),
      isDue: sql<boolean>`${isNotNull(disputes.dueBy)}`.as('is_due'),
      at: sql<Date>`${disputes.createdAt}`.as('at'),
    })
    .from(disputes);

/** One by one, as they lie within their years. */
const ofPlus = (db: Db) => {
  const said = (key: keyof StoredDispute) => sql`(dispute.said ->> ${key}::text)`;
  return db
    .select({
      id: sql<string>`${said('id')}`.as('id'),
      membershipId: sql<MembershipId | null>`${memberships.id}`.as('membership_id'),
      open: sql<boolean>`${inArray(said('status'), [...openStatuses])}`.as('open'),
      isDue: sql<boolean>`${isNotNull(said('dueBy'))}`.as('is_due'),
      at: sql<Date>`${said('createdAt')}::timestamptz`.as('at'),
    })
    .from(memberships)
    .innerJoin(sql`jsonb_array_elements(${memberships.disputes}) as dispute (said)`, sql`true`);
};

interface Shown {
  readonly id: string;
  readonly membershipId: MembershipId | null;
}

async function readOfSales(shown: readonly Shown[]): Promise<DisputeRow[]> {
  const db = await getDb();
  const rows = await db
    .select({
      dispute: disputes,
      orderId: orders.id,
      orderNumber: sql<string>`coalesce(
        ${subscriptionInvoices.number}, ${disputes.accountInvoiceId}, ${orders.number}
      )`,
      sellerId: sellers.id,
      seller: sellers.name,
      buyer: users.name,
      accountId: sql<string>`coalesce(${legs.accountId}, ${disputes.accountId})`,
    })
    .from(disputes)
    .leftJoin(legs, eq(legs.id, disputes.legId))
    .leftJoin(subscriptionInvoices, invoiceOfDispute)
    .leftJoin(subscriptions, eq(subscriptions.id, subscriptionInvoices.subscriptionId))
    .innerJoin(orders, sql`${orders.id} = coalesce(${legs.orderId}, ${subscriptions.orderId})`)
    .innerJoin(sellers, sql`${sellers.id} = coalesce(${legs.sellerId}, ${subscriptions.sellerId})`)
    .innerJoin(users, eq(users.id, orders.buyerId))
    .where(
      inArray(
        disputes.id,
        shown.map(({ id }) => id as DisputeId),
      ),
    );
  return rows.map(({ dispute, ...row }) => ({ ...disputeView(disputeOfSale(dispute)), ...row }));
}

async function readOfPlus(shown: readonly Shown[]): Promise<DisputeRow[]> {
  const db = await getDb();
  const years = shown.flatMap(({ membershipId }) => membershipId ?? []);
  const rows = await db
    .select({ disputes: memberships.disputes, buyer: users.name })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.buyerId))
    .where(inArray(memberships.id, years));
  return rows.flatMap(({ disputes: theirs, buyer }) =>
    theirs.map((dispute) => ({
      ...membershipDispute(dispute),
      ...{ orderId: null, orderNumber: plusOffer.name, sellerId: null, seller: 'Souk', buyer },
      accountId: platformBooks,
    })),
  );
}
