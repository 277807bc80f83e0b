import 'server-only';
import { and, asc, eq, inArray, isNotNull, isNull, max, sql } from 'drizzle-orm';
import { assertNever } from '../model/assert-never';
import { sellingState } from '../model/onboarding';
import type { AccountFilter, AccountRow } from '../model/operator';
import { pageAmong, type Paged } from '../model/paging';
import { liveStatuses } from '../model/recurring';
import { getDb } from '../store/client';
import { products, sellers, subscriptions, webhookEvents } from '../store/schema';

const rowsOfPage = 25;

/** One page of the accounts, those that need somebody first; a page beyond the last is the last. */
export async function listAccounts({
  filter,
  page,
}: {
  readonly filter: AccountFilter;
  readonly page: number;
}): Promise<Paged<AccountRow>> {
  const rows = (await listStandings()).filter((row) => isOf(row, filter));
  rows.sort((one, other) => Number(isAskedOf(other)) - Number(isAskedOf(one)));
  const { view, offset } = pageAmong(rows.length, rowsOfPage, page);
  return { rows: rows.slice(offset, offset + rowsOfPage), ...view };
}

/** True of an account of which Stripe wants something, or which it has restricted. */
export function isAskedOf({ state }: Pick<AccountRow, 'state'>): boolean {
  return state === 'restricted' || state === 'restricted_soon';
}

function isOf(row: AccountRow, filter: AccountFilter): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'asked':
      return isAskedOf(row);
    case 'closed':
      return row.accountId !== null && (!row.chargesEnabled || !row.payoutsEnabled);
    case 'unfinished':
      return row.state === 'not_begun' || row.state === 'under_way';
    case 'left':
      return row.state === 'left' || row.state === 'rejected';
    default:
      return assertNever(filter);
  }
}

type Seller = typeof sellers.$inferSelect;

/** Every seller's account as it was read last, in the order of the shop. */
export async function listStandings(): Promise<AccountRow[]> {
  const db = await getDb();
  const rows = await db.select().from(sellers).orderBy(asc(sellers.position), asc(sellers.id));
  const beside = await readBeside();
  return rows.map((seller) => accountRow(seller, beside));
}

/** What an account is besides what Stripe says of it, by seller and by account. */
export async function readBeside() {
  const db = await getDb();
  const number = sql<number>`count(*)::int`;
  const [goods, live, told] = await Promise.all([
    db
      .select({ sellerId: products.sellerId, count: number })
      .from(products)
      .where(isNull(products.hiddenAt))
      .groupBy(products.sellerId),
    db
      .select({ sellerId: subscriptions.sellerId, count: number })
      .from(subscriptions)
      .where(inArray(subscriptions.status, [...liveStatuses]))
      .groupBy(subscriptions.sellerId),
    db
      .select({ accountId: webhookEvents.accountId, at: max(webhookEvents.receivedAt) })
      .from(webhookEvents)
      .where(and(isNotNull(webhookEvents.accountId), eq(webhookEvents.endpoint, 'connect')))
      .groupBy(webhookEvents.accountId),
  ]);
  return {
    goods: new Map(goods.map((row) => [row.sellerId, row.count])),
    subscriptions: new Map(live.map((row) => [row.sellerId, row.count])),
    events: new Map(told.map((row) => [row.accountId, row.at])),
  };
}

export function accountRow(
  seller: Seller,
  { goods, subscriptions: live, events }: Awaited<ReturnType<typeof readBeside>>,
): AccountRow {
  const { id, requirements, accountId } = seller;
  const due = new Set([...(requirements?.pastDue ?? []), ...(requirements?.currentlyDue ?? [])]);
  const deadline = requirements?.currentDeadline ?? null;
  return {
    sellerId: id,
    name: seller.name,
    slug: seller.slug,
    country: seller.country,
    accountId,
    state: sellingState({
      ...seller,
      hasAccount: accountId !== null,
      hasLeft: seller.leftAt !== null,
    }),
    chargesEnabled: seller.chargesEnabled,
    payoutsEnabled: seller.payoutsEnabled,
    due: due.size,
    dueBy: deadline === null ? null : new Date(deadline * 1000).toISOString(),
    readAt: seller.accountReadAt?.toISOString() ?? null,
    lastEventAt: events.get(accountId)?.toISOString() ?? null,
    goods: goods.get(id) ?? 0,
    subscriptions: live.get(id) ?? 0,
  };
}
