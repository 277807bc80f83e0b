/** Starts of subscriptions that a driver takes: all that is needed to begin them, from our rows alone. */
import { and, asc, desc, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import type {
  AccountCustomerId,
  AccountId,
  AccountMethodId,
  AccountPriceId,
  AccountSubscriptionId,
  BuyerId,
  IdempotencyKey,
  KeptCloneId,
  OrderId,
  PlatformCustomerId,
  PlatformMethodId,
  SubscriptionId,
} from '../../model/ids';
import { isStarting, startStates, type StartState } from '../../model/recurring';
import type { MethodStatus } from '../../model/verification';
import { getDb } from '../../store/client';
import { leaseFor, leaseIsFree } from '../../store/lease';
import {
  accountCustomers,
  buyers,
  keptClones,
  savedMethods,
  subscriptions,
  type StoredProblem,
} from '../../store/schema';

/** The states in which a start still has to be driven. */
export const starting = startStates.filter(isStarting);

/** Everything that is needed to begin a subscription, from our own rows alone. */
export interface StartTask {
  /** Who holds the lease. */
  readonly owner: string;
  readonly subscriptionId: SubscriptionId;
  readonly orderId: OrderId;
  readonly buyerId: BuyerId;
  readonly accountId: AccountId;
  /** Where it stood when the driver took it. */
  readonly state: StartState;
  readonly attempt: number;
  /** Why it waits for an operator, and the Subscription that it is about; null of every other. */
  readonly problem: StoredProblem | null;
  readonly refusedSubscriptionId: AccountSubscriptionId | null;
  readonly subscriptionKey: IdempotencyKey;
  readonly attemptedAt: Date;
  /** Stripe forgets a key after 24 hours and would then take it for a new one. */
  readonly keysForgotten: boolean;
  /** So young that a Subscription whose answer was lost may not be in the account's list yet. */
  readonly young: boolean;
  readonly accountPriceId: AccountPriceId;
  readonly quantity: number;
  readonly trialDays: number;
  readonly feeBasisPoints: number;
  readonly accountCustomerId: AccountCustomerId | null;
  readonly platformCustomerId: PlatformCustomerId | null;
  /** The clone that is to be kept; null when its card was taken out of the wallet meanwhile. */
  readonly clone: StartClone | null;
}

export interface StartClone {
  readonly id: KeptCloneId;
  readonly cloneKey: IdempotencyKey;
  readonly attachKey: IdempotencyKey;
  readonly accountMethodId: AccountMethodId | null;
  readonly methodStatus: MethodStatus;
  readonly platformMethodId: PlatformMethodId;
}

/**
 * Takes the lease of each of these that is to begin and that nobody drives (or already held by
 * `owner`). Answers with those it got.
 */
export async function claimStarts(
  ids: readonly SubscriptionId[],
  owner: string,
): Promise<StartTask[]> {
  if (!ids.length) return [];
  const db = await getDb();
  const free = db
    .select({ id: subscriptions.id })
    .from(subscriptions)
    .where(
      and(
        inArray(subscriptions.id, [...ids]),
        inArray(subscriptions.state, starting),
        or(eq(subscriptions.leaseOwner, owner), nobodyDrives),
      ),
    )
    .orderBy(subscriptions.id)
    .for('no key update');
  const claimed = db.$with('claimed').as(
    db
      .update(subscriptions)
      .set({
        leaseOwner: owner,
        leaseUntil: leaseFor,
        state: sql`case when ${subscriptions.state} = 'created' then 'customer' else ${subscriptions.state} end`,
        updatedAt: sql`now()`,
      })
      .where(inArray(subscriptions.id, free))
      .returning(),
  );
  const rows = await db
    .with(claimed)
    .select({
      subscriptionId: claimed.id,
      orderId: claimed.orderId,
      buyerId: claimed.buyerId,
      accountId: claimed.accountId,
      state: claimed.state,
      attempt: claimed.attempt,
      problem: claimed.problem,
      refusedSubscriptionId: claimed.refusedSubscriptionId,
      subscriptionKey: claimed.subscriptionKey,
      attemptedAt: claimed.attemptedAt,
      keysForgotten: sql<boolean>`${claimed.attemptedAt} < now() - interval '23 hours'`,
      young: sql<boolean>`${claimed.attemptedAt} > now() - interval '2 minutes'`,
      accountPriceId: claimed.accountPriceId,
      quantity: claimed.quantity,
      trialDays: claimed.trialDays,
      feeBasisPoints: claimed.feeBasisPoints,
      accountCustomerId: accountCustomers.accountCustomerId,
      platformCustomerId: buyers.platformCustomerId,
    })
    .from(claimed)
    .innerJoin(buyers, eq(buyers.id, claimed.buyerId))
    .leftJoin(
      accountCustomers,
      and(
        eq(accountCustomers.buyerId, claimed.buyerId),
        eq(accountCustomers.accountId, claimed.accountId),
      ),
    );
  const clones = await clonesOf(rows.map(({ subscriptionId }) => subscriptionId));
  return rows.map((row) => ({ ...row, owner, clone: clones.get(row.subscriptionId) ?? null }));
}

/** The newest clone of each that is still wanted: that of the present attempt. */
async function clonesOf(
  ids: readonly SubscriptionId[],
): Promise<ReadonlyMap<SubscriptionId, StartClone>> {
  if (!ids.length) return new Map();
  const db = await getDb();
  const rows = await db
    .selectDistinctOn([keptClones.subscriptionId], {
      subscriptionId: keptClones.subscriptionId,
      id: keptClones.id,
      cloneKey: keptClones.cloneKey,
      attachKey: keptClones.attachKey,
      accountMethodId: keptClones.accountMethodId,
      methodStatus: savedMethods.status,
      platformMethodId: savedMethods.platformMethodId,
    })
    .from(keptClones)
    .innerJoin(savedMethods, eq(savedMethods.id, keptClones.savedMethodId))
    .where(and(inArray(keptClones.subscriptionId, [...ids]), isNull(keptClones.unwantedAt)))
    .orderBy(keptClones.subscriptionId, desc(keptClones.createdAt), desc(keptClones.id));
  return new Map(rows.map(({ subscriptionId, ...clone }) => [subscriptionId, clone]));
}

const nobodyDrives = leaseIsFree(subscriptions.leaseOwner, subscriptions.leaseUntil);

/** Those that are to begin and whose driver is gone or gave up; oldest first. */
export async function freeStarts(): Promise<SubscriptionId[]> {
  const db = await getDb();
  const free = await db
    .select({ id: subscriptions.id })
    .from(subscriptions)
    .where(and(inArray(subscriptions.state, starting), nobodyDrives))
    .orderBy(asc(subscriptions.updatedAt), asc(subscriptions.id))
    .limit(100);
  return free.map(({ id }) => id);
}
