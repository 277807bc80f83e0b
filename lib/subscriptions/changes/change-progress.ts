/**
 * Where each change of a subscription stands, on disk. As for refunds, every function is one statement
 * and a compare-and-set: a process that dies leaves all of it or nothing, and whoever lost the lease
 * writes nothing.
 */
import { and, asc, desc, eq, or, sql, type SQL } from 'drizzle-orm';
import type { ChangeState } from '../../model/recurring';
import type { SubscriptionChangeId, SubscriptionId } from '../../model/ids';
import { getDb } from '../../store/client';
import { leaseFor, leaseIsFree, pauseSince } from '../../store/lease';
import { subscriptionChanges, subscriptions, type StoredProblem } from '../../store/schema';

type Change = typeof subscriptionChanges.$inferSelect;
type Subscription = typeof subscriptions.$inferSelect;

/** Everything that is needed to make a change or to ask whether it was made, from our own rows alone. */
export type ChangeTask = Pick<
  Change,
  'subscriptionId' | 'kind' | 'quantity' | 'accountInvoiceId' | 'changeKey' | 'createdAt'
> &
  Pick<Subscription, 'buyerId' | 'accountId' | 'accountSubscriptionId' | 'accountItemId'> & {
    readonly changeId: SubscriptionChangeId;
    readonly owner: string;
    /** Stripe forgets a key after 24 hours and would then take it for a new one. */
    readonly keyForgotten: boolean;
  };

const free = leaseIsFree(subscriptionChanges.leaseOwner, subscriptionChanges.leaseUntil);

/** Takes the lease of a change that nobody is making; null when there is none to take. */
export async function claimChange(
  changeId: SubscriptionChangeId,
  owner: string,
): Promise<ChangeTask | null> {
  const db = await getDb();
  const claimed = db.$with('claimed').as(
    db
      .update(subscriptionChanges)
      .set({ leaseOwner: owner, leaseUntil: leaseFor })
      .where(
        and(
          eq(subscriptionChanges.id, changeId),
          eq(subscriptionChanges.state, 'requested'),
          or(eq(subscriptionChanges.leaseOwner, owner), free),
        ),
      )
      .returning(),
  );
  const [task] = await db
    .with(claimed)
    .select({
      changeId: claimed.id,
      owner: sql<string>`${owner}`,
      subscriptionId: claimed.subscriptionId,
      kind: claimed.kind,
      quantity: claimed.quantity,
      accountInvoiceId: claimed.accountInvoiceId,
      changeKey: claimed.changeKey,
      createdAt: claimed.createdAt,
      buyerId: subscriptions.buyerId,
      accountId: subscriptions.accountId,
      accountSubscriptionId: subscriptions.accountSubscriptionId,
      accountItemId: subscriptions.accountItemId,
      keyForgotten: sql<boolean>`${claimed.createdAt} < now() - interval '23 hours'`,
    })
    .from(claimed)
    .innerJoin(subscriptions, eq(subscriptions.id, claimed.subscriptionId));
  return task ?? null;
}

/** Changes that nobody makes (any more), oldest first. */
export const freeChanges = () => findFree();
/** The same of one subscription. */
export const freeChangesOf = (id: SubscriptionId) =>
  findFree(eq(subscriptionChanges.subscriptionId, id));

async function findFree(which?: SQL): Promise<SubscriptionChangeId[]> {
  const db = await getDb();
  const rows = await db
    .select({ id: subscriptionChanges.id })
    .from(subscriptionChanges)
    .where(and(eq(subscriptionChanges.state, 'requested'), free, which))
    .orderBy(asc(subscriptionChanges.createdAt), asc(subscriptionChanges.id))
    .limit(20);
  return rows.map(({ id }) => id);
}

/** What came of it, and the end of the lease. False when the lease was lost meanwhile. */
export async function endChange(
  { changeId, owner }: Pick<ChangeTask, 'changeId' | 'owner'>,
  state: Exclude<ChangeState, 'requested'>,
  problem: StoredProblem | null = null,
): Promise<boolean> {
  const db = await getDb();
  const ended = await db
    .update(subscriptionChanges)
    .set({ state, problem, leaseOwner: null, leaseUntil: null, finishedAt: sql`now()` })
    .where(
      and(
        eq(subscriptionChanges.id, changeId),
        eq(subscriptionChanges.state, 'requested'),
        eq(subscriptionChanges.leaseOwner, owner),
      ),
    )
    .returning({ id: subscriptionChanges.id });
  return ended.length > 0;
}

/** Gives the lease back with the change still to be made; free again after a pause that grows. */
export async function releaseChange({ changeId, owner }: ChangeTask): Promise<void> {
  const db = await getDb();
  await db
    .update(subscriptionChanges)
    .set({
      leaseOwner: null,
      leaseUntil: sql`now() + ${pauseSince(subscriptionChanges.createdAt)}`,
    })
    .where(and(eq(subscriptionChanges.id, changeId), eq(subscriptionChanges.leaseOwner, owner)));
}

/** How the last change of a subscription stands; null before the first. */
export async function lastChange(id: SubscriptionId): Promise<Change | null> {
  const db = await getDb();
  const [row] = await db
    .select()
    .from(subscriptionChanges)
    .where(eq(subscriptionChanges.subscriptionId, id))
    .orderBy(desc(subscriptionChanges.createdAt), desc(subscriptionChanges.id))
    .limit(1);
  return row ?? null;
}
