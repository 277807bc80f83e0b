/** The lease of a mirror whose price and fee an operator's repair is setting: no change of it begins. */
import { and, eq, like, not } from 'drizzle-orm';
import type { SubscriptionId } from '../model/ids';
import type { Db } from '../store/client';
import { leaseIsFree } from '../store/lease';
import { subscriptions } from '../store/schema';

const mark = ':terms';

/** Tells it from the leases of syncs, which change nothing that a buyer asks for. */
export const mendingOwner = (owner: string): string => `${owner}${mark}`;

/** Ask it under the lock of the row. */
export async function isMendingTerms(tx: Db, id: SubscriptionId): Promise<boolean> {
  const { leaseOwner, leaseUntil } = subscriptions;
  const [held] = await tx
    .select({ id: subscriptions.id })
    .from(subscriptions)
    .where(
      and(
        eq(subscriptions.id, id),
        like(leaseOwner, `%${mark}`),
        not(leaseIsFree(leaseOwner, leaseUntil)),
      ),
    );
  return held !== undefined;
}
