import 'server-only';
import { desc, eq, getTableColumns, sql } from 'drizzle-orm';
import { firstLanguage, type Language } from '../../language/languages';
import { wordsIn } from '../../language/texts';
import type { Words } from '../../language/words';
import type { BuyerId } from '../../model/ids';
import { isSyncing } from '../../model/recurring';
import type { MethodUse, SyncChangeView, SyncLineView } from '../../model/sync-views';
import { usesOf } from '../../payments/wallet/uses-of-method';
import { getDb } from '../../store/client';
import { savedMethods, sellers, subscriptions, syncs } from '../../store/schema';
import { problemFor } from '../../stripe/problem';
import { headlineOf, stepText } from './sync-text';

/** How long a change that has come to its end is still told of. */
const toldFor = sql`interval '10 minutes'`;

/**
 * The changes that sellers' accounts follow now or have just followed, the newest first, and those that
 * some of them could not. Of each subscription only the newest counts: what a newer change has taken
 * over is told with that one.
 */
export async function listChanges(
  buyerId: BuyerId,
  language: Language = firstLanguage,
): Promise<SyncChangeView[]> {
  const rows = await newestSyncs(buyerId);
  const changes = new Map<string, Row[]>();
  for (const row of rows) {
    changes.set(row.changeId, [...(changes.get(row.changeId) ?? []), row]);
  }
  return [...changes.values()]
    .filter((parts) => parts.some(({ isTold }) => isTold))
    .map((parts) => changeView(parts, wordsIn(language, 'wallet')));
}

type Row = Awaited<ReturnType<typeof newestSyncs>>[number];

// Asked again and again while sellers follow: the newest are found first, and only they are joined.
async function newestSyncs(buyerId: BuyerId) {
  const db = await getDb();
  const { id, subscriptionId, savedMethodId, changeId, reason, state, tries, problem, createdAt } =
    getTableColumns(syncs);
  const newest = db
    .selectDistinctOn([syncs.subscriptionId], {
      ...{ id, subscriptionId, savedMethodId, changeId, reason, state, tries, problem, createdAt },
      isTold:
        sql<boolean>`${syncs.state} not in ('done', 'superseded') or ${syncs.finishedAt} > now() - ${toldFor}`.as(
          'is_told',
        ),
    })
    .from(syncs)
    .where(eq(syncs.buyerId, buyerId))
    .orderBy(syncs.subscriptionId, desc(syncs.number))
    .as('newest');
  return db
    .select({
      subscriptionId: newest.subscriptionId,
      changeId: newest.changeId,
      reason: newest.reason,
      state: newest.state,
      tries: newest.tries,
      problem: newest.problem,
      isTold: newest.isTold,
      name: subscriptions.name,
      sellerId: subscriptions.sellerId,
      sellerName: sellers.name,
      hasMethod: eq(savedMethods.status, 'active') as ReturnType<typeof sql<boolean>>,
    })
    .from(newest)
    .innerJoin(subscriptions, eq(subscriptions.id, newest.subscriptionId))
    .innerJoin(sellers, eq(sellers.id, subscriptions.sellerId))
    .innerJoin(savedMethods, eq(savedMethods.id, newest.savedMethodId))
    .orderBy(desc(newest.createdAt), sellers.name, newest.id);
}

function changeView(rows: readonly Row[], t: Words<'wallet'>): SyncChangeView {
  const [first] = rows;
  if (!first) throw new Error('a change of nothing');
  const lines = rows.map((row) => lineView(row, t));
  // A seller with two subscriptions has followed when both have.
  const behind = new Set(rows.filter((_, at) => lines[at]?.state !== 'done').map(sellerOf));
  const all = new Set(rows.map(sellerOf));
  const followed = all.size - behind.size;
  const { reason, changeId } = first;
  return {
    changeId,
    state: lines.some(({ state }) => state === 'running')
      ? 'running'
      : behind.size
        ? 'failed'
        : 'done',
    headline: headlineOf({ reason, hasMethod: first.hasMethod, sellers: all.size, followed }, t),
    sellers: all.size,
    followed,
    lines,
  };
}

const sellerOf = ({ sellerId }: Row) => sellerId;

function lineView({ name, sellerName, ...sync }: Row, t: Words<'wallet'>): SyncLineView {
  const problem = sync.problem ? problemFor(sync.problem, wordsIn(t.language, 'refusals')) : null;
  return {
    subscriptionId: sync.subscriptionId,
    sellerName,
    name,
    state: isSyncing(sync.state) ? 'running' : sync.state === 'failed' ? 'failed' : 'done',
    text: sync.state === 'done' && problem ? t('stepUnpaid') : stepText(sync.state, sync.tries, t),
    problem,
  };
}

/** For each saved method of a buyer, what goes on being charged to it. */
export async function listUses(buyerId: BuyerId): Promise<MethodUse[]> {
  const db = await getDb();
  const mine = await db
    .select({ id: savedMethods.id })
    .from(savedMethods)
    .where(eq(savedMethods.buyerId, buyerId));
  if (!mine.length) return [];
  return usesOf(
    db,
    mine.map(({ id }) => id),
  );
}
