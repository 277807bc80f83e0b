import { cache } from 'react';
import { listDeliveries } from '@/lib/inspector/deliveries';
import { viewRun, viewWay } from '@/lib/lab/view';
import type { BuyerId, LabRunId } from '@/lib/model/ids';

/** All that the page of a run shows; null where it is not this person's. Asked once a request. */
export const readPage = cache(async (buyerId: BuyerId, id: LabRunId) => {
  const run = await viewRun(buyerId, id);
  if (!run) return null;
  const [way, deliveries] = await Promise.all([viewWay(run.way), listDeliveries(run.calls)]);
  return way && { run, way, deliveries };
});
