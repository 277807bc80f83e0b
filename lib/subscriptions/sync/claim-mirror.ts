/** Takes mirrors to bring them up to date: what is known of each, and what it has to follow. */
import {
  and,
  asc,
  eq,
  getTableColumns,
  inArray,
  isNull,
  not,
  notInArray,
  or,
  sql,
  type SQL,
} from 'drizzle-orm';
import type { SubscriptionId } from '../../model/ids';
import { isStarting, startStates } from '../../model/recurring';
import { customerOfSubscription } from '../../payments/customer-of-subscription';
import { inBatches } from '../../store/in-batches';
import { withTx, type Db } from '../../store/client';
import { isForgotten } from '../../store/forgotten-key';
import { leaseFor, leaseIsFree } from '../../store/lease';
import { isOfRemovedMethod, isOutOfReach } from '../../store/live-mirrors';
import {
  accountCustomers,
  buyers,
  keptClones,
  savedMethods,
  subscriptions,
  syncs,
  users,
} from '../../store/schema';
import { beginSync, type BegunSync } from './begin-sync';
import { newestSyncs } from './newest-syncs';
import { mirrorsUnderWay } from './mirrors-under-way';
import { isRunning, type CloneRow, type MirrorTask, type Sync } from './sync-task';

interface Claim {
  readonly id: SubscriptionId;
  readonly owner: string;
}

/**
 * Takes the lease of a mirror that nobody drives (or that `owner` drives already) and that has
 * something to do; else null. The newest sync takes over what older ones left undone, and begins at
 * the step that its mirror needs. Mirrors that are claimed side by side share the statements.
 */
export const claimMirror = inBatches(
  (claims: readonly Claim[]): Promise<(MirrorTask | null)[]> =>
    withTx(async (tx) => {
      const owners = new Map<SubscriptionId, string>();
      for (const { id, owner } of claims) if (!owners.has(id)) owners.set(id, owner);
      const tasks = await claim(tx, owners);
      return claims.map(({ id, owner }) => {
        const task = tasks.get(id);
        return task?.owner === owner ? task : null;
      });
    }),
  mirrorsUnderWay,
);

async function claim(
  tx: Db,
  owners: ReadonlyMap<SubscriptionId, string>,
): Promise<ReadonlyMap<SubscriptionId, MirrorTask>> {
  const mirrors = await lockFree(tx, owners);
  const ids = mirrors.map(({ id }) => id);
  const tasks = new Map<SubscriptionId, MirrorTask>();
  if (!ids.length) return tasks;
  const newest = await newestSyncs(tx, ids);
  const whose = await readBuyers(tx, ids);
  const methods = await readMethods(
    tx,
    mirrors.map(({ id, savedMethodId }) => newest.get(id)?.savedMethodId ?? savedMethodId),
  );
  const clones = await readClones(tx, [...newest.values()]);
  const steps: BegunSync[] = [];
  for (const mirror of mirrors) {
    const sync = newest.get(mirror.id) ?? null;
    const method = methods.get(sync?.savedMethodId ?? mirror.savedMethodId);
    const buyer = whose.get(mirror.id);
    if (!method || !buyer) throw new Error(`${mirror.id} lacks its buyer or what it is charged to`);
    const step = sync && beginSync(mirror, sync, method.status === 'active');
    if (step) steps.push(step);
    tasks.set(mirror.id, {
      ...buyer,
      mirror,
      owner: owners.get(mirror.id) ?? '',
      sync: step?.sync ?? null,
      clone:
        step?.made ?? (step?.sync.keptCloneId ? (clones.get(step.sync.keptCloneId) ?? null) : null),
      method,
      // Whoever had it may have died with a call under way.
      doubtful:
        (mirror.leaseOwner !== null && mirror.leaseOwner !== owners.get(mirror.id)) ||
        (sync?.tries ?? 0) > 0 ||
        Boolean(sync?.tookOver),
    });
  }
  await writeSteps(tx, steps);
  const cleared = mirrors
    .filter((mirror) => !isRunning(mirror) || steps.some((one) => one.clears === mirror.id))
    .map(({ id }) => id);
  await unwantAll(tx, cleared);
  // Where nothing is to be put in the place of a removed card, its copy goes at once.
  await unwantAll(
    tx,
    ids.filter((id) => !newest.has(id)),
    isOfRemovedMethod(tx),
  );
  await dropIdle(tx, tasks);
  await takeLeases(tx, tasks);
  return tasks;
}

async function lockFree(tx: Db, owners: ReadonlyMap<SubscriptionId, string>) {
  const rows = await tx
    .select({
      mirror: subscriptions,
      isFree: leaseIsFree(subscriptions.leaseOwner, subscriptions.leaseUntil).mapWith(Boolean),
    })
    .from(subscriptions)
    .where(
      and(
        inArray(subscriptions.id, [...owners.keys()]),
        notInArray(subscriptions.state, startStates.filter(isStarting)),
        or(
          inArray(subscriptions.leaseOwner, [...owners.values()]),
          leaseIsFree(subscriptions.leaseOwner, subscriptions.leaseUntil),
        ),
      ),
    )
    // Always in the same order, so that two who take several cannot wait for each other.
    .orderBy(asc(subscriptions.id))
    .for('no key update');
  return rows
    .filter(({ isFree, mirror }) => isFree || mirror.leaseOwner === owners.get(mirror.id))
    .map(({ mirror }) => mirror);
}

/**
 * Whose mirrors they are. A statement that waits for a lock reads all but the locked rows as they
 * were before it waited, so this comes after the one that reads the syncs: what a sync tells of is
 * seen.
 */
async function readBuyers(tx: Db, ids: readonly SubscriptionId[]) {
  const rows = await tx
    .select({
      id: subscriptions.id,
      accountCustomerId: accountCustomers.accountCustomerId,
      platformCustomerId: buyers.platformCustomerId,
      buyer: { id: users.id, name: users.name, email: users.email },
    })
    .from(subscriptions)
    .innerJoin(users, eq(users.id, subscriptions.buyerId))
    .leftJoin(buyers, eq(buyers.id, subscriptions.buyerId))
    .leftJoin(accountCustomers, customerOfSubscription)
    .where(inArray(subscriptions.id, [...ids]));
  return new Map(rows.map(({ id, ...whose }) => [id, whose]));
}

async function writeSteps(tx: Db, steps: readonly BegunSync[]): Promise<void> {
  const made = steps.flatMap((step) => (step.made ? [step.made] : []));
  if (made.length) {
    await tx.insert(keptClones).values(
      made.map(
        ({ id, subscriptionId, accountId, savedMethodId, cloneKey, attachKey, detachKey }) => ({
          ...{ id, subscriptionId, accountId, savedMethodId },
          ...{ cloneKey, attachKey, detachKey },
        }),
      ),
    );
  }
  const begun = steps
    .filter(({ isNew }) => isNew)
    .map(({ sync: { id, state, keptCloneId } }) => ({ id, state, keptCloneId }));
  if (!begun.length) return;
  await tx.execute(sql`
    update ${syncs} set state = step.state, kept_clone_id = step."keptCloneId"
    from jsonb_to_recordset(${JSON.stringify(begun)}::jsonb)
      as step("id" text, "state" text, "keptCloneId" text)
    where ${syncs.id} = step.id`);
}

async function readMethods(tx: Db, ids: readonly Sync['savedMethodId'][]) {
  const rows = await tx
    .select()
    .from(savedMethods)
    .where(inArray(savedMethods.id, [...new Set(ids)]));
  return new Map(rows.map((row) => [row.id, row]));
}

async function readClones(tx: Db, of: readonly Sync[]): Promise<Map<CloneRow['id'], CloneRow>> {
  const ids = of.flatMap(({ keptCloneId }) => (keptCloneId ? [keptCloneId] : []));
  if (!ids.length) return new Map();
  const rows = await tx
    .select({ ...getTableColumns(keptClones), keysForgotten: isForgotten(keptClones.createdAt) })
    .from(keptClones)
    .where(inArray(keptClones.id, ids));
  return new Map(rows.map((row) => [row.id, row]));
}

/**
 * From now on no clone of these mirrors is wanted, or none of this kind. One that was never heard of
 * is not attached (it is only attached once its id is known), so nothing has to be detached.
 */
async function unwantAll(tx: Db, ids: readonly SubscriptionId[], kind?: SQL): Promise<void> {
  if (!ids.length) return;
  await tx
    .update(keptClones)
    .set({
      unwantedAt: sql`now()`,
      detachedAt: sql`case when ${keptClones.accountMethodId} is null then now() end`,
    })
    .where(
      and(
        inArray(keptClones.subscriptionId, [...ids]),
        isNull(keptClones.unwantedAt),
        isNull(keptClones.detachedAt),
        kind,
      ),
    );
}

/** Leaves those alone that have no sync and nothing that can be detached. */
async function dropIdle(tx: Db, tasks: Map<SubscriptionId, MirrorTask>): Promise<void> {
  const idle = [...tasks.values()].filter(({ sync }) => !sync).map(({ mirror }) => mirror.id);
  if (!idle.length) return;
  const left = await tx
    .selectDistinct({ id: keptClones.subscriptionId })
    .from(keptClones)
    .where(
      and(
        inArray(keptClones.subscriptionId, idle),
        sql`${keptClones.unwantedAt} is not null`,
        isNull(keptClones.detachedAt),
        not(isOutOfReach(tx)),
      ),
    );
  for (const id of idle) if (!left.some((one) => one.id === id)) tasks.delete(id);
}

async function takeLeases(tx: Db, tasks: ReadonlyMap<SubscriptionId, MirrorTask>): Promise<void> {
  const held = [...tasks.values()].map(({ mirror, owner }) => ({ id: mirror.id, owner }));
  if (!held.length) return;
  await tx.execute(sql`
    update ${subscriptions} set lease_owner = held.owner, lease_until = ${leaseFor}
    from jsonb_to_recordset(${JSON.stringify(held)}::jsonb) as held("id" text, "owner" text)
    where ${subscriptions.id} = held.id`);
}
