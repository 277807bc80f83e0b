/**
 * Where a sync stands, on disk. Each step is a compare-and-set: it counts only while its driver still
 * holds the mirror and no newer sync of it has come, so whoever is overtaken goes no further. Steps of
 * mirrors that are driven side by side share a statement.
 */
import { and, asc, eq, inArray, isNull, sql, type SQL } from 'drizzle-orm';
import type {
  AccountInvoiceId,
  AccountMethodId,
  KeptCloneId,
  SubscriptionId,
  SyncId,
} from '../../model/ids';
import type { SyncState } from '../../model/recurring';
import { inBatches } from '../../store/in-batches';
import { getDb, withTx } from '../../store/client';
import { leaseFor } from '../../store/lease';
import {
  keptClones,
  savedMethods,
  subscriptions,
  syncs,
  type StoredProblem,
} from '../../store/schema';
import { mirrorsUnderWay } from './mirrors-under-way';
import { syncing, type MirrorTask } from './sync-task';

/** What was learnt by a step, and where that leaves the sync. */
interface Step {
  readonly state: SyncState;
  /** What Stripe has called the clone. */
  readonly accountMethodId?: AccountMethodId;
  readonly attached?: true;
  readonly accountInvoiceId?: AccountInvoiceId;
  /** Left as it was unless given. */
  readonly problem?: StoredProblem | null;
  /** From now on no clone of the mirror is wanted but this one; null: none is. */
  readonly onlyMethod?: AccountMethodId | null;
  /** The mirror is charged to `onlyMethod` now. */
  readonly isCharged?: true;
}

interface Move extends Omit<Step, 'problem'> {
  readonly subscriptionId: SubscriptionId;
  readonly owner: string;
  readonly syncId: SyncId;
  readonly number: number;
  readonly cloneId: KeptCloneId | null;
  readonly problem: StoredProblem | null;
  readonly tellsProblem: boolean;
  readonly unwants: boolean;
}

/**
 * Writes a recovery point, and keeps the lease for the next call. False when the mirror was lost or the
 * sync is overtaken: then this driver must not go on with it.
 */
export function storeStep(
  { owner, mirror, sync, clone }: MirrorTask,
  step: Step,
): Promise<boolean> {
  if (!sync) throw new Error(`${mirror.id} has no sync to go on with`);
  return moveSync({
    ...step,
    subscriptionId: mirror.id,
    owner,
    syncId: sync.id,
    number: sync.number,
    cloneId: step.accountMethodId || step.attached ? (clone?.id ?? null) : null,
    problem: step.problem ?? null,
    tellsProblem: step.problem !== undefined,
    unwants: step.onlyMethod !== undefined,
  });
}

const moveSync = inBatches(async (moves: readonly Move[]): Promise<boolean[]> => {
  const db = await getDb();
  const { rows } = (await db.execute(statement(moves))) as unknown as {
    rows: { id: string; owner: string }[];
  };
  // A driver that slept may come with the one that took its place, in the same run.
  const moved = new Set(rows.map(({ id, owner }) => `${id} ${owner}`));
  return moves.map(({ syncId, owner }) => moved.has(`${syncId} ${owner}`));
}, mirrorsUnderWay);

// What is known stays known: a step that brings no id does not forget an earlier one. A clone that was
// never heard of is not attached, so nothing has to be detached. What a sync leaves behind is wanted only
// as long as its card is in the wallet.
const statement = (moves: readonly Move[]): SQL => sql`
  with step as (
    select * from jsonb_to_recordset(${JSON.stringify(moves)}::jsonb) as step(
      "subscriptionId" text, "owner" text, "syncId" text, "number" int, "cloneId" text, "state" text,
      "accountMethodId" text, "attached" boolean, "accountInvoiceId" text, "problem" jsonb,
      "tellsProblem" boolean, "unwants" boolean, "onlyMethod" text, "isCharged" boolean
    )
  ), locked as materialized (
    -- In the order of requestSyncs.
    select ${subscriptions.id}, step.owner from ${subscriptions}
      join step on ${subscriptions.id} = step."subscriptionId"
    where ${subscriptions.leaseOwner} = step.owner
    order by ${subscriptions.id}
    for no key update of ${subscriptions}
  ), held as (
    update ${subscriptions} set
      lease_until = ${leaseFor},
      account_method_id =
        case when step."isCharged" then step."onlyMethod" else ${subscriptions.accountMethodId} end
    from step join locked on locked.id = step."subscriptionId" and locked.owner = step.owner
    where ${subscriptions.id} = step."subscriptionId"
      and not exists (
        select from ${syncs} as newer
        where newer.subscription_id = step."subscriptionId" and newer.number > step.number
      )
    returning ${subscriptions.id}, step.owner
  ), moved as (
    update ${syncs} set
      state = step.state,
      account_invoice_id = coalesce(step."accountInvoiceId", ${syncs.accountInvoiceId}),
      problem =
        case when step."tellsProblem" then nullif(step.problem, 'null'::jsonb) else ${syncs.problem} end,
      finished_at = case when step.state = 'failed' then now() end
    from step join held on held.id = step."subscriptionId" and held.owner = step.owner
    where ${syncs.id} = step."syncId" and ${inArray(syncs.state, [...syncing])}
    returning ${syncs.id}, step.owner
  ), learnt as (
    update ${keptClones} set
      account_method_id = coalesce(step."accountMethodId", ${keptClones.accountMethodId}),
      attached_at = case when step.attached then now() else ${keptClones.attachedAt} end
    from step join moved on moved.id = step."syncId" and moved.owner = step.owner
    where ${keptClones.id} = step."cloneId"
  ), unwanted as (
    update ${keptClones} set
      unwanted_at = now(),
      detached_at = case when ${keptClones.accountMethodId} is null then now() end
    from step join moved on moved.id = step."syncId" and moved.owner = step.owner
    where step.unwants and ${keptClones.subscriptionId} = step."subscriptionId"
      and (
        step."onlyMethod" is null or ${keptClones.accountMethodId} is distinct from step."onlyMethod"
        or not exists (
          select from ${savedMethods} as method
          where method.id = ${keptClones.savedMethodId} and method.status = 'active'
        )
      )
      and ${isNull(keptClones.unwantedAt)} and ${isNull(keptClones.detachedAt)}
  )
  select id, owner from moved`;

/** The mirror is charged to the clone of its sync now, and to no other: the others have to go. */
export function storePointed(task: MirrorTask, state: 'paying' | 'detaching'): Promise<boolean> {
  const charged = task.clone?.accountMethodId;
  const pointed = charged ? ({ onlyMethod: charged, isCharged: true } as const) : {};
  return storeStep(task, { state, problem: null, ...pointed });
}

/** The mirror has ended, or nothing may be charged to it any more: all its clones have to go. */
export const storeUnwanted = (task: MirrorTask): Promise<boolean> =>
  storeStep(task, { state: 'detaching', onlyMethod: null });

/**
 * Stripe refused. What the mirror is `chargedTo` stays, unless that card was removed; what was made for
 * this sync has to go.
 */
export const storeFailure = (
  task: MirrorTask,
  problem: StoredProblem,
  chargedTo: AccountMethodId | null,
): Promise<boolean> => storeStep(task, { state: 'failed', problem, onlyMethod: chargedTo });

/**
 * The end of the sync and of the lease; false when a newer sync has come, which the caller then has to
 * drive. Under the lock that `requestSyncs` takes: a sync that comes later finds the mirror free.
 */
export const endMirror = inBatches(
  (tasks: readonly MirrorTask[]): Promise<boolean[]> =>
    withTx(async (tx) => {
      const locked = await tx
        .select({ id: subscriptions.id, leaseOwner: subscriptions.leaseOwner })
        .from(subscriptions)
        .where(
          inArray(
            subscriptions.id,
            tasks.map(({ mirror }) => mirror.id),
          ),
        )
        .orderBy(asc(subscriptions.id))
        .for('no key update');
      const owners = new Map(locked.map(({ id, leaseOwner }) => [id, leaseOwner]));
      const held = tasks.filter(({ mirror, owner }) => owners.get(mirror.id) === owner);
      if (!held.length) return tasks.map(() => true);
      const { rows } = (await tx.execute(endingOf(held))) as unknown as { rows: { id: string }[] };
      const released = new Set(rows.map(({ id }) => id));
      return tasks.map((task) => !held.includes(task) || released.has(task.mirror.id));
    }),
  mirrorsUnderWay,
);

// Only what is at its last step is done; what has failed or was superseded stays so.
const endingOf = (held: readonly MirrorTask[]): SQL => sql`
  with ending as (
    select * from jsonb_to_recordset(${JSON.stringify(
      held.map(({ mirror, sync }) => ({
        id: mirror.id,
        syncId: sync?.id ?? null,
        number: sync?.number ?? 0,
      })),
    )}::jsonb) as ending("id" text, "syncId" text, "number" int)
  ), finished as (
    update ${syncs} set state = 'done', finished_at = now()
    from ending
    where ${syncs.id} = ending."syncId" and ${syncs.state} = 'detaching'
  )
  update ${subscriptions} set lease_owner = null, lease_until = null
  from ending
  where ${subscriptions.id} = ending.id and not exists (
    select from ${syncs} as newer
    where newer.subscription_id = ending.id and newer.number > ending.number
      and ${inArray(sql`newer.state`, [...syncing])}
  )
  returning ${subscriptions.id}`;

/** Gives the mirror back at its recovery point; the sweeper comes after a pause that grows. */
export async function releaseMirror(task: MirrorTask): Promise<void> {
  await withTx(async (tx) => {
    await tx
      .update(subscriptions)
      .set({ leaseOwner: null, leaseUntil: null })
      .where(and(eq(subscriptions.id, task.mirror.id), eq(subscriptions.leaseOwner, task.owner)));
    if (!task.sync) return;
    await tx
      .update(syncs)
      .set({
        tries: sql`${syncs.tries} + 1`,
        nextTryAt: sql`now() + least(interval '2 seconds' * power(2, least(${syncs.tries}, 8)), interval '5 minutes')`,
      })
      .where(eq(syncs.id, task.sync.id));
  });
}
