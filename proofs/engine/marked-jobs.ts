/**
 * What is asked for may be done later, by jobs: their calls bear the point of whoever has asked, so that
 * the line can tell them apart as well.
 */
import { eq } from 'drizzle-orm';
import type { Handlers } from '../../lib/jobs/workers';
import type { BuyerId } from '../../lib/model/ids';
import type { SessionUser } from '../../lib/model/views';
import { getDb } from '../../lib/store/client';
import { subscriptions } from '../../lib/store/schema';
import { jobHandlers } from '../../lib/work/job-handlers';
import { pointNow, under } from './points';

const pointOf = new Map<BuyerId, string>();

/** The use-case, which carries a change of its buyer's to the sellers by jobs. */
export const withItsJobs =
  <Given extends readonly [SessionUser, ...unknown[]], Value>(
    useCase: (...given: Given) => Promise<Value>,
  ) =>
  (...given: Given): Promise<Value> => {
    const point = pointNow();
    if (point) pointOf.set(given[0].id, point);
    return useCase(...given);
  };

/** To be called before jobs are taken. */
export function markJobs(): void {
  const { 'follow-buyer': followBuyer, 'sync-mirror': syncMirror } = jobHandlers;
  Object.assign(jobHandlers, {
    'follow-buyer': (job) => underThatOf(job.buyerId, () => followBuyer(job)),
    'sync-mirror': async (job) => {
      // Nobody else is asked, as long as nothing bears a point.
      const buyerId = pointOf.size ? await buyerOf(job.subscriptionId) : undefined;
      await underThatOf(buyerId, () => syncMirror(job));
    },
  } satisfies Handlers);
}

function underThatOf(buyerId: BuyerId | undefined, work: () => Promise<void>): Promise<void> {
  const point = buyerId && pointOf.get(buyerId);
  return point ? under(point, work) : work();
}

async function buyerOf(id: typeof subscriptions.$inferSelect.id): Promise<BuyerId | undefined> {
  const db = await getDb();
  const { buyerId } = subscriptions;
  const [row] = await db.select({ buyerId }).from(subscriptions).where(eq(subscriptions.id, id));
  return row?.buyerId;
}
