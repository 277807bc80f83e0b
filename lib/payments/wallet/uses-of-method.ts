/** What goes on being charged to a saved method: it is not taken away without a word about that. */
import {
  and,
  asc,
  eq,
  exists,
  inArray,
  isNull,
  not,
  notExists,
  or,
  sql,
  type SQL,
} from 'drizzle-orm';
import type { SavedMethodId } from '../../model/ids';
import type { ChangeKind } from '../../model/recurring';
import type { MethodUse } from '../../model/sync-views';
import { getDb, type Db } from '../../store/client';
import { isChargedTo, isLiveMirror } from '../../store/live-mirrors';
import { isPaidFor } from '../../store/owed-invoices';
import {
  keptClones,
  savedMethods,
  sellers,
  subscriptionChanges,
  subscriptions,
} from '../../store/schema';

/**
 * Subscriptions that are charged to one of these methods and go on, or are just being started. Those
 * that end with a period which is paid need no card any more, nor do those whose end at once has been
 * asked for. One whose change to another card has failed is a use of both: of the card that is wanted,
 * and of the one that its account still charges.
 */
export function usesOf(tx: Db, ids: readonly SavedMethodId[]): Promise<MethodUse[]> {
  return tx
    .select({
      subscriptionId: subscriptions.id,
      savedMethodId: savedMethods.id,
      name: subscriptions.name,
      sellerName: sellers.name,
    })
    .from(subscriptions)
    .innerJoin(sellers, eq(sellers.id, subscriptions.sellerId))
    .innerJoin(savedMethods, isChargedTo(tx, savedMethods.id))
    .where(
      and(
        inArray(savedMethods.id, [...ids]),
        // So that only this buyer's rows are looked through.
        eq(savedMethods.buyerId, subscriptions.buyerId),
        isLiveMirror,
        // What is not paid is charged before its end, or tried again.
        not(
          and(isPaidFor(tx), or(endsWithPeriod, exists(asked(tx, 'cancel_at_period_end')))) as SQL,
        ),
        notExists(asked(tx, 'cancel_now')),
      ),
    )
    .orderBy(asc(subscriptions.createdAt), asc(subscriptions.id));
}

/** As the model’s function of that name. */
const endsWithPeriod = sql`(${subscriptions.cancelAtPeriodEnd}
  and coalesce(${subscriptions.cancelAt} <= ${subscriptions.currentPeriodEnd}, true))`;

/** That it has been asked for, or was made and not read since: what Stripe says of it has not come yet. */
const asked = (tx: Db, kind: ChangeKind) =>
  tx
    .select({ one: sql`1` })
    .from(subscriptionChanges)
    .where(
      and(
        eq(subscriptionChanges.subscriptionId, subscriptions.id),
        sql`(${subscriptionChanges.state} = 'requested' or (${subscriptionChanges.state} = 'done'
          and ${subscriptionChanges.finishedAt} > coalesce(${subscriptions.readAt}, '-infinity')
          and not exists (
            select from ${subscriptionChanges} as later
            where later.subscription_id = ${subscriptions.id}
              and later.created_at > ${subscriptionChanges.createdAt}
          )))`,
        eq(subscriptionChanges.kind, kind),
      ),
    );

/** True while a copy of it may still be attached on some account that can be reached. */
export async function isKept(id: SavedMethodId): Promise<boolean> {
  const db = await getDb();
  const [clone] = await db
    .select({ id: keptClones.id })
    .from(keptClones)
    .where(
      and(
        eq(keptClones.savedMethodId, id),
        isNull(keptClones.detachedAt),
        isNull(keptClones.outOfReachAt),
      ),
    )
    .limit(1);
  return clone !== undefined;
}
