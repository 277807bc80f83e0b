import { and, asc, inArray } from 'drizzle-orm';
import type { LegId } from '../model/ids';
import { getDb } from '../store/client';
import { leaseIsFree } from '../store/lease';
import { legs } from '../store/schema';
import { faultText } from '../stripe/failure';
import { unfinished } from './move-legs';
import { payLeg, payLegs } from './pay-leg';
import { awaitedLegs, settleAuthentication } from './settle-authentication';
import { settleOrders, unsettledOrders } from './settle-order';

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
    .where(and(inArray(legs.state, [...unfinished]), leaseIsFree(legs.leaseOwner, legs.leaseUntil)))
    .orderBy(asc(legs.updatedAt), asc(legs.id))
    .limit(20);
  await payLegs(free.map(({ id }) => id));
}

/** One look at what became of buyers who went to their bank and did not come back. */
async function lookAtAwaitedLegs(): Promise<void> {
  for (const legId of await awaitedLegs()) await settleAuthentication(legId);
}

/** One look for orders of all or nothing that nobody took to their end. */
async function settleFreeOrders(): Promise<void> {
  await settleOrders(await unsettledOrders());
}

/**
 * At start: goes on with every leg that an earlier process left unfinished, and from then on looks
 * every few seconds for legs that a lost answer put back. Does not wait for Stripe.
 */
export async function resumeUnfinishedLegs(): Promise<void> {
  const look = () =>
    Promise.all([resumeFreeLegs(), lookAtAwaitedLegs(), settleFreeOrders()]).catch(
      (error: unknown) => {
        console.error('[payments] could not look for unfinished legs:', faultText(error));
      },
    );
  void look();
  stopWatchingLegs();
  kept.soukLegWatch = setInterval(() => void look(), everyMs);
  kept.soukLegWatch.unref();
}

/** Ends the looking that `resumeUnfinishedLegs` began. */
export function stopWatchingLegs(): void {
  clearInterval(kept.soukLegWatch);
}
