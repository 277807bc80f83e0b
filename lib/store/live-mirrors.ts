import {
  and,
  eq,
  exists,
  gt,
  inArray,
  isNotNull,
  isNull,
  not,
  or,
  sql,
  type SQL,
} from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { SavedMethodId } from '../model/ids';
import { isStarting, isSyncing, liveStatuses, startStates, syncStates } from '../model/recurring';
import type { Db } from './database';
import { keptClones, savedMethods, sellers, subscriptions, syncs } from './schema';

/**
 * True of a mirror that a change of a card or of its buyer has to reach: something may still be charged
 * for it, or it is just being started (its sync waits until it has been).
 */
export const isLiveMirror: SQL = or(
  inArray(subscriptions.state, startStates.filter(isStarting)),
  and(eq(subscriptions.state, 'started'), inArray(subscriptions.status, [...liveStatuses])),
) as SQL;

/** True of a mirror with a sync that is not at its end. */
export const isBeingSynced = (tx: Db): SQL =>
  exists(
    tx
      .select({ one: sql`1` })
      .from(syncs)
      .where(
        and(
          eq(syncs.subscriptionId, subscriptions.id),
          inArray(syncs.state, syncStates.filter(isSyncing)),
        ),
      ),
  );

/**
 * True of a mirror that is to be charged to this method, and of one that its account goes on charging to
 * a copy of it although another is wanted: a sync that has failed leaves that behind. While a sync is
 * under way it does not count, as that puts the other in its place or takes a removed card's copy away.
 */
export const isChargedTo = (tx: Db, method: SavedMethodId | typeof savedMethods.id): SQL =>
  or(
    sql`${subscriptions.savedMethodId} = ${method}`,
    and(
      not(isBeingSynced(tx)),
      exists(
        tx
          .select({ one: sql`1` })
          .from(keptClones)
          .where(
            and(
              eq(keptClones.subscriptionId, subscriptions.id),
              sql`${keptClones.savedMethodId} = ${method}`,
              isNull(keptClones.unwantedAt),
              isNull(keptClones.detachedAt),
            ),
          ),
      ),
    ),
  ) as SQL;

/** True of a clone whose saved method is in the wallet no more, so that nothing may be charged to it. */
export const isOfRemovedMethod = (tx: Db): SQL =>
  not(
    exists(
      tx
        .select({ one: sql`1` })
        .from(savedMethods)
        .where(
          and(eq(savedMethods.id, keptClones.savedMethodId), eq(savedMethods.status, 'active')),
        ),
    ),
  );

/** True where Stripe has let us read this account again since then: it is connected now. */
export const isReadSince = (tx: Db, account: AnyPgColumn, since: AnyPgColumn): SQL =>
  exists(
    tx
      .select({ one: sql`1` })
      .from(sellers)
      .where(
        and(
          eq(sellers.accountId, account),
          isNull(sellers.leftAt),
          gt(sellers.accountReadAt, since),
        ),
      ),
  );

/** True of a clone that nobody can detach before its account is back. */
export const isOutOfReach = (tx: Db): SQL =>
  and(
    isNotNull(keptClones.outOfReachAt),
    not(isReadSince(tx, keptClones.accountId, keptClones.outOfReachAt)),
  ) as SQL;
