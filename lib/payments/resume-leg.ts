import { and, asc, inArray, isNull, lt, notLike, or, sql } from 'drizzle-orm';
import { config } from '../config/config';
import type { LegId } from '../model/ids';
import { getDb } from '../store/client';
import { legs } from '../store/schema';
import { faultText } from '../stripe/failure';
import { processName } from './leg-progress';
import { unfinished } from './move-legs';
import { payLeg, payLegs } from './pay-leg';
import { awaitedLegs, settleAuthentication } from './settle-authentication';

const everyMs = 5_000;
const kept = globalThis as typeof globalThis & { soukLegWatch?: NodeJS.Timeout | undefined };

/**
 * Goes on with a leg that nobody drives any more, from its recovery point and with the same keys;
 * does nothing when somebody drives it or it has its answer. Any number may call it at once.
 */
export async function resumeLeg(legId: LegId): Promise<void> {
  await payLeg(legId);
}

/** One look for legs whose driver is gone or gave up; drives them side by side. */
async function resumeFreeLegs(): Promise<void> {
  const db = await getDb();
  const free = await db
    .select({ id: legs.id })
    .from(legs)
    .where(
      and(
        inArray(legs.state, [...unfinished]),
        or(isNull(legs.leaseUntil), lt(legs.leaseUntil, sql`now()`)),
      ),
    )
    .orderBy(asc(legs.updatedAt), asc(legs.id))
    .limit(20);
  await payLegs(free.map(({ id }) => id));
}

/** One look at what became of buyers who went to their bank and did not come back. */
async function lookAtAwaitedLegs(): Promise<void> {
  for (const legId of await awaitedLegs()) await settleAuthentication(legId);
}

/**
 * At start: goes on with every leg that an earlier process left unfinished, and from then on looks
 * every few seconds for legs that a lost answer put back. Does not wait for Stripe.
 */
export async function resumeUnfinishedLegs(): Promise<void> {
  if (config().database.kind === 'embedded') {
    // One process owns the embedded database, so whoever else held a lease is dead.
    // On a shared Postgres a lease may be another process's; it runs out by itself.
    const db = await getDb();
    await db
      .update(legs)
      .set({ leaseOwner: null, leaseUntil: null })
      .where(
        and(
          inArray(legs.state, ['created', 'cloning', 'charging']),
          notLike(legs.leaseOwner, `${processName}:%`),
        ),
      );
  }
  const look = () =>
    Promise.all([resumeFreeLegs(), lookAtAwaitedLegs()]).catch((error: unknown) => {
      console.error('[payments] could not look for unfinished legs:', faultText(error));
    });
  void look();
  stopWatchingLegs();
  kept.soukLegWatch = setInterval(() => void look(), everyMs);
  kept.soukLegWatch.unref();
}

/** Ends the looking that `resumeUnfinishedLegs` began. */
export function stopWatchingLegs(): void {
  clearInterval(kept.soukLegWatch);
}
