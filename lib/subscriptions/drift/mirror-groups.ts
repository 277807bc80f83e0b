/** The mirrors that we know of, by buyer and account. */
import { asc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import type {
  AccountCustomerId,
  AccountId,
  BuyerId,
  SavedMethodId,
  SubscriptionId,
} from '../../model/ids';
import { getDb } from '../../store/client';
import {
  accountCustomers,
  keptClones,
  savedMethods,
  sellers,
  subscriptions,
  syncs,
  users,
} from '../../store/schema';
import { starting } from '../starts/claim-starts';
import { syncing } from '../sync/sync-task';

/** One buyer's subscriptions on one account: they share its Customer. */
export interface MirrorGroup {
  readonly buyer: { readonly id: BuyerId; readonly name: string; readonly email: string };
  readonly accountId: AccountId;
  readonly customerId: AccountCustomerId;
  readonly mirrors: readonly {
    readonly row: typeof subscriptions.$inferSelect;
    readonly sellerName: string;
    readonly method: typeof savedMethods.$inferSelect;
    readonly syncing: boolean;
    /** The number of its newest sync, done or not; 0 before the first. */
    readonly newestSync: number;
  }[];
  readonly methods: readonly (typeof savedMethods.$inferSelect)[];
  /** The saved method of each clone there. */
  readonly copies: ReadonlyMap<string, SavedMethodId>;
  /** Clones there that a start under way is about to charge. */
  readonly awaited: ReadonlySet<string>;
}

/** All of them, or those of these subscriptions, with what else is on their Customers. */
export async function readGroups(only?: readonly SubscriptionId[]): Promise<MirrorGroup[]> {
  const db = await getDb();
  const customers = await db
    .select({
      buyer: { id: users.id, name: users.name, email: users.email },
      accountId: accountCustomers.accountId,
      customerId: accountCustomers.accountCustomerId,
    })
    .from(accountCustomers)
    .innerJoin(users, eq(users.id, accountCustomers.buyerId))
    .where(isNotNull(accountCustomers.accountCustomerId));
  const rows = await db
    .select({ row: subscriptions, sellerName: sellers.name, method: savedMethods })
    .from(subscriptions)
    .innerJoin(sellers, eq(sellers.id, subscriptions.sellerId))
    .innerJoin(savedMethods, eq(savedMethods.id, subscriptions.savedMethodId))
    .orderBy(asc(subscriptions.createdAt), asc(subscriptions.id));
  const moves = await db
    .select({
      id: syncs.subscriptionId,
      newest: sql<number>`max(${syncs.number})`,
      isBusy: sql<boolean>`bool_or(${inArray(syncs.state, [...syncing])})`,
    })
    .from(syncs)
    .groupBy(syncs.subscriptionId);
  const methods = await db.select().from(savedMethods);
  const { accountId, accountMethodId, savedMethodId, unwantedAt, detachedAt } = keptClones;
  const isAwaited = sql<boolean>`${inArray(subscriptions.state, starting)} and ${isNull(unwantedAt)}`;
  const clones = await db
    .select({ accountId, accountMethodId, savedMethodId, isAwaited })
    .from(keptClones)
    .innerJoin(subscriptions, eq(subscriptions.id, keptClones.subscriptionId))
    .where(isNull(detachedAt));
  const moved = new Map(moves.map((one) => [one.id, one]));
  const key = (buyerId: BuyerId, accountId: AccountId) => `${buyerId} ${accountId}`;
  const byCustomer = groupBy(rows, ({ row }) => key(row.buyerId, row.accountId));
  const byBuyer = groupBy(methods, ({ buyerId }) => buyerId);
  const byAccount = new Map(
    [...groupBy(clones, (clone) => clone.accountId)].map(([id, kept]) => [id, clonesOf(kept)]),
  );
  return customers.flatMap(({ buyer, accountId, customerId }) => {
    const mirrors = byCustomer.get(key(buyer.id, accountId)) ?? [];
    if (!customerId || (only && !mirrors.some(({ row }) => only.includes(row.id)))) return [];
    return [
      {
        buyer,
        accountId,
        customerId,
        mirrors: mirrors.map((one) => ({
          ...one,
          syncing: moved.get(one.row.id)?.isBusy ?? false,
          newestSync: moved.get(one.row.id)?.newest ?? 0,
        })),
        methods: byBuyer.get(buyer.id) ?? [],
        ...(byAccount.get(accountId) ?? clonesOf([])),
      },
    ];
  });
}

interface Clone extends Pick<typeof keptClones.$inferSelect, 'accountMethodId' | 'savedMethodId'> {
  readonly isAwaited: boolean;
}

/** Those of one account, whosever they are: an id is one buyer's alone. */
const clonesOf = (kept: readonly Clone[]): Pick<MirrorGroup, 'copies' | 'awaited'> => ({
  copies: new Map(kept.map(({ accountMethodId: id, savedMethodId: of }) => [id ?? '', of])),
  awaited: new Set(
    kept.flatMap(({ accountMethodId: id, isAwaited }) => (isAwaited && id ? id : [])),
  ),
});

function groupBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
