import { cache } from 'react';
import { and, eq } from 'drizzle-orm';
import type { BuyerId, LabRunId } from '../model/ids';
import { getDb } from '../store/client';
import { labRuns, sellers } from '../store/schema';
import type { LabSeller, Way } from './way';
import { wayOf } from './ways';

type LabRunRow = typeof labRuns.$inferSelect;

/**
 * A run of this person's with its way and its seller; null for anybody else's. Asked once a request by
 * the layout and the page of a run; a step that is taken asks anew.
 */
export const readRun = cache(
  async (
    buyerId: BuyerId,
    runId: LabRunId,
  ): Promise<{ way: Way; run: LabRunRow & { readonly seller: LabSeller } } | null> => {
    const db = await getDb();
    const [found] = await db
      .select({ run: labRuns, seller: sellers })
      .from(labRuns)
      .innerJoin(sellers, eq(sellers.id, labRuns.sellerId))
      .where(and(eq(labRuns.id, runId), eq(labRuns.buyerId, buyerId)));
    const way = found && wayOf(found.run.way);
    if (!way || !found.seller.accountId) return null;
    const { accountId, name, country, currency } = found.seller;
    return { way, run: { ...found.run, seller: { accountId, name, country, currency } } };
  },
);
