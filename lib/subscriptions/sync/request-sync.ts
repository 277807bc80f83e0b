/** How a change of a card or of its buyer is written down for every mirror that has to follow it. */
import { and, asc, eq, inArray, max, type SQL } from 'drizzle-orm';
import { sendJobs } from '../../jobs/send-job';
import type {
  BuyerId,
  IdempotencyKey,
  SavedMethodId,
  SubscriptionId,
  SyncId,
} from '../../model/ids';
import type { SyncReason } from '../../model/recurring';
import type { Db } from '../../store/client';
import { isChargedTo, isLiveMirror } from '../../store/live-mirrors';
import { newId } from '../../store/new-id';
import { subscriptions, syncs } from '../../store/schema';

/** Which mirrors: these, all of the buyer, or those that are charged to a saved method (`isChargedTo`). */
export type WhichMirrors =
  readonly SubscriptionId[] | 'all' | { readonly chargedTo: SavedMethodId };

export interface SyncRequest {
  readonly buyerId: BuyerId;
  readonly reason: SyncReason;
  /** What the mirrors are to be charged to from now on; without it, what each one is charged to. */
  readonly savedMethodId?: SavedMethodId;
  readonly which: WhichMirrors;
  /** Whether they need a new clone, and whether the Customer's name and e-mail are to be written. */
  readonly renewsMethod: boolean;
  readonly renewsCustomer: boolean;
  /** The change that this goes on with; a new one unless given. */
  readonly changeId?: string;
}

export interface RequestedSyncs {
  /** What the wallet page follows. */
  readonly changeId: string;
  /** The mirrors that are to follow; none when nothing of the buyer's is charged again and again. */
  readonly subscriptionIds: readonly SubscriptionId[];
}

/**
 * Writes a sync for each of these mirrors, with its keys, and sets a job going for each once the
 * transaction is committed. What the mirrors are to be charged to stands in `subscriptions` at once;
 * the accounts follow. The caller has made sure that the buyer may use `savedMethodId`
 * (`usableMethods`). Mirrors that have ended, and somebody else's, are left out.
 */
export async function requestSyncs(tx: Db, request: SyncRequest): Promise<RequestedSyncs> {
  const changeId = request.changeId ?? newId('change');
  // Locked, in the same order for everybody: the driver of a mirror ends its work under this lock, so
  // that a sync which comes meanwhile is seen by the driver or finds the mirror free.
  const mirrors = await tx
    .select({
      id: subscriptions.id,
      accountId: subscriptions.accountId,
      savedMethodId: subscriptions.savedMethodId,
    })
    .from(subscriptions)
    .where(and(eq(subscriptions.buyerId, request.buyerId), isLiveMirror, chosen(tx, request.which)))
    .orderBy(asc(subscriptions.id))
    .for('no key update');
  const subscriptionIds = mirrors.map(({ id }) => id);
  if (!mirrors.length) return { changeId, subscriptionIds };

  const numbers = await lastNumbers(tx, subscriptionIds);
  await tx.insert(syncs).values(
    mirrors.map((mirror) => {
      const number = (numbers.get(mirror.id) ?? 0) + 1;
      return {
        id: newId<SyncId>('sync'),
        subscriptionId: mirror.id,
        buyerId: request.buyerId,
        accountId: mirror.accountId,
        number,
        changeId,
        reason: request.reason,
        savedMethodId: request.savedMethodId ?? mirror.savedMethodId,
        renewsMethod: request.renewsMethod,
        renewsCustomer: request.renewsCustomer,
        ...syncKeys(mirror.id, number),
      };
    }),
  );
  if (request.savedMethodId) {
    await tx
      .update(subscriptions)
      .set({ savedMethodId: request.savedMethodId, updatedAt: new Date() })
      .where(inArray(subscriptions.id, subscriptionIds));
  }
  await sendJobs(
    'sync-mirror',
    subscriptionIds.map((subscriptionId) => ({ subscriptionId })),
  );
  return { changeId, subscriptionIds };
}

function chosen(tx: Db, which: WhichMirrors): SQL | undefined {
  if (which === 'all') return undefined;
  return 'chargedTo' in which
    ? isChargedTo(tx, which.chargedTo)
    : inArray(subscriptions.id, [...which]);
}

async function lastNumbers(tx: Db, ids: readonly SubscriptionId[]) {
  const rows = await tx
    .select({ id: syncs.subscriptionId, number: max(syncs.number) })
    .from(syncs)
    .where(inArray(syncs.subscriptionId, [...ids]))
    .groupBy(syncs.subscriptionId);
  return new Map(rows.map(({ id, number }) => [id, number ?? 0]));
}

/**
 * The keys of one sync's calls. A number belongs to one sync for ever, so they are never used for
 * another; `anew` tells those apart that replace keys which can tell no more.
 */
export function syncKeys(id: SubscriptionId, number: number, anew = '') {
  const key = (call: string) => `sync-${call}:${id}:${number}${anew}` as IdempotencyKey;
  return { customerKey: key('customer'), pointKey: key('point'), payKey: key('pay') };
}
