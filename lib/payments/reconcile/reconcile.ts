/**
 * The nightly comparison: what each account says it was charged and gave back on a day, against our
 * rows. It writes down what differs; a difference is the operator's to judge. Only a payment that
 * came too late, and that nobody was told of, is sent back, or let go while it is held.
 */
import { and, eq, gt, isNull, notInArray, sql } from 'drizzle-orm';
import { sendJob, sendJobs } from '../../jobs/send-job';
import type { DifferenceKind } from '../../model/difference';
import type {
  AccountChargeId,
  AccountId,
  AccountPaymentIntentId,
  DifferenceId,
} from '../../model/ids';
import { getDb, withTx, type Db } from '../../store/client';
import { newId } from '../../store/new-id';
import {
  differences,
  legs,
  memberships,
  orders,
  reconciliations,
  subscriptions,
} from '../../store/schema';
import { accountStripe } from '../../stripe/account-stripe';
import { faultText, shutOut } from '../../stripe/failure';
import { idOf } from '../../stripe/fields';
import { convergeInvoicePaidBy } from '../../subscriptions/converge-event';
import { convergeLeg } from '../converge-leg';
import { findDifferences, type Difference } from './find-differences';
import { findPlatformDifferences, platformBooks } from './find-platform-differences';
import { lookAtDisputes } from '../disputes/look-at-disputes';

/** A day in UTC as `2026-11-20`, of one account or of all. */
export interface DayOfAccount {
  readonly day: string;
  readonly accountId?: AccountId | undefined;
}

/**
 * Compares a day of an account with our rows: three calls when it was quiet. `yesterday` is sent on
 * as that day, so that a job which fails bears it, whenever it is tried again. Without an account:
 * sends a job for each that sells, for the platform itself once it has sold something, and for each
 * earlier day that had differences. Throws when Stripe cannot be reached.
 */
export async function reconcile({ day, accountId }: DayOfAccount): Promise<void> {
  if (day === 'yesterday') {
    const yesterday = utcDay(new Date(Date.now() - 86_400_000));
    return sendJob('reconcile', { day: yesterday, ...(accountId ? { accountId } : {}) });
  }
  if (accountId) return reconcileAccount(day, accountId);
  const db = await getDb();
  const accounts = await accountsToCompare();
  const own = await db.select({ id: memberships.id }).from(memberships).limit(1);
  if (own.length > 0) accounts.push({ accountId: platformBooks });
  const open = await db
    .selectDistinct({ day: differences.day, accountId: differences.accountId })
    .from(differences)
    .where(
      and(isNull(differences.resolvedAt), gt(differences.foundAt, sql`now() - interval '30 days'`)),
    );
  for (const next of [...accounts.map((account) => ({ day, ...account })), ...open]) {
    await sendJob('reconcile', next, { unlessRetrying: true });
  }
}

/** Every account that was ever to be paid, for goods or for a plan. */
export async function accountsToCompare(): Promise<{ accountId: AccountId }[]> {
  const db = await getDb();
  return db
    .select({ accountId: legs.accountId })
    .from(legs)
    .union(db.select({ accountId: subscriptions.accountId }).from(subscriptions));
}

/**
 * Compares one day of one account now, and writes down what was found. A payment that no leg and no
 * invoice of ours has is then looked at as if Stripe had told of it, and so is a dispute that nobody
 * told us of: late money is sent back, what is held too late let go, and a bank is answered, also without
 * events.
 */
export async function reconcileAccount(day: string, accountId: AccountId): Promise<void> {
  const found = await differencesOf(day, accountId);
  await withTx(async (tx) => {
    for (const difference of found ?? []) await keep(day, accountId, difference);
    if (found) await resolveOthers(tx, day, accountId, found);
    await tx
      .insert(reconciliations)
      .values({ day, accountId })
      .onConflictDoUpdate({
        target: [reconciliations.day, reconciliations.accountId],
        set: { doneAt: sql`now()` },
      });
  });
  for (const { kind, legId, objectId } of found ?? []) {
    if (!lookedAt.includes(kind) || accountId === platformBooks) continue;
    await lookAt(accountId, objectId as AccountChargeId, legId !== null);
  }
  if (found && accountId !== platformBooks) await lookAtDisputes(accountId, spanOf(day));
}

/** Kinds that may be a payment's which nobody waits for any more. */
const lookedAt: readonly DifferenceKind[] = ['charge_unknown', 'charge_undecided'];

async function lookAt(
  accountId: AccountId,
  chargeId: AccountChargeId,
  ofLeg: boolean,
): Promise<void> {
  try {
    const { charges } = accountStripe(accountId);
    const { payment_intent: intent } = await charges.retrieve(chargeId, { subject: {} });
    const paymentIntentId = idOf(intent) as AccountPaymentIntentId | null;
    if (!paymentIntentId) return;
    await (ofLeg ? convergeLeg : convergeInvoicePaidBy)({ accountId, paymentIntentId });
  } catch (error) {
    // It stands among the differences, and the next night looks again.
    console.error(`[payments] charge ${chargeId} was not looked at, ${faultText(error)}`);
  }
}

/** Null when the account cannot be asked any more: then nothing is found, and nothing is resolved. */
async function differencesOf(
  day: string,
  accountId: AccountId,
): Promise<readonly Difference[] | null> {
  if (accountId === platformBooks) return findPlatformDifferences(spanOf(day));
  try {
    return await findDifferences(accountId, spanOf(day));
  } catch (error) {
    if (!shutOut(error)) throw error;
    // Nobody may have been told that it has left, and its return is noticed only by who knows.
    await sendJob('follow-account', { accountId }, { unlessRetrying: true });
    return null;
  }
}

async function resolveOthers(
  tx: Db,
  day: string,
  accountId: AccountId,
  found: readonly Difference[],
): Promise<void> {
  const objects = found.map(({ kind, objectId }) => `${kind} ${objectId}`);
  await tx
    .update(differences)
    .set({ resolvedAt: sql`now()` })
    .where(
      and(
        eq(differences.day, day),
        eq(differences.accountId, accountId),
        isNull(differences.resolvedAt),
        notInArray(sql`${differences.kind} || ' ' || ${differences.objectId}`, objects),
      ),
    );
}

async function keep(day: string, accountId: AccountId, difference: Difference): Promise<void> {
  const db = await getDb();
  await db
    .insert(differences)
    .values({ id: newId<DifferenceId>('dif'), day, accountId, ...difference })
    .onConflictDoUpdate({
      target: [differences.accountId, differences.kind, differences.objectId],
      set: { ...difference, seenAt: sql`now()`, resolvedAt: null },
    });
}

/**
 * Days of the last three that the schedule has missed, e.g. since nobody worked at night, for
 * accounts that had an order by then.
 */
export async function daysToReconcile(): Promise<Required<DayOfAccount>[]> {
  const db = await getDb();
  const { rows } = (await db.execute(sql`
    select distinct to_char(day, 'YYYY-MM-DD') as day, sold.account
    from generate_series(
      date_trunc('day', now() at time zone 'utc') - interval '3 days',
      date_trunc('day', now() at time zone 'utc' - interval '4 hours') - interval '1 day',
      interval '1 day'
    ) as day
    cross join (
      select ${legs.accountId} as account, ${orders.createdAt} as at
      from ${legs} join ${orders} on ${orders.id} = ${legs.orderId}
      union all
      select ${subscriptions.accountId} as account, ${subscriptions.createdAt} as at
      from ${subscriptions}
      union all
      select ${platformBooks}::text as account, ${memberships.createdAt} as at from ${memberships}
    ) as sold
    where sold.at at time zone 'utc' < day + interval '1 day'
      and not exists (
        select from ${reconciliations}
        where ${reconciliations.day} = day::date and ${reconciliations.accountId} = sold.account
      )
  `)) as unknown as { rows: { day: string; account: AccountId }[] };
  return rows.map(({ day, account }) => ({ day, accountId: account }));
}

/**
 * Sends a job for each day on which an account that is back could not be asked, and for ten before: nobody
 * may have noticed at once that it had left, and a bank takes its days to decide about a debit, whose leg
 * may have been ended meanwhile. The coming night compares today.
 */
export async function reconcileAway(away: {
  readonly accountId: AccountId;
  /** As in ISO 8601. */
  readonly leftAt: string;
}): Promise<void> {
  const { accountId, leftAt } = away;
  const dayMs = 86_400_000;
  const today = Date.parse(utcDay(new Date()));
  const first = Math.max(
    Date.parse(utcDay(new Date(leftAt))) - daysBefore * dayMs,
    today - mostDays * dayMs,
  );
  const days = Array.from({ length: (today - first) / dayMs }, (_, index) => ({
    day: utcDay(new Date(first + index * dayMs)),
    accountId,
  }));
  await sendJobs('reconcile', days, { unlessRetrying: true });
}

const daysBefore = 10;

/** An account that was away for longer is compared for the last year. */
const mostDays = 366;

export const utcDay = (moment: Date) => moment.toISOString().slice(0, 10);

function spanOf(day: string) {
  const from = new Date(`${day}T00:00:00Z`);
  return { from, until: new Date(from.getTime() + 86_400_000) };
}
