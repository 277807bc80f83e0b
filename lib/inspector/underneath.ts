/** What lies under a page, for the page itself, the drawer and the files to take along. */
import type { Underneath, UnderneathScope } from '../model/underneath';
import type { SessionUser } from '../model/views';
import { listDeliveries, listLatestDeliveries } from './deliveries';
import { listCalls } from './record';
import { selectFor } from './select-for';

/**
 * Calls and events of what a page is about, for who looks at it: a buyer sees their own, a seller those
 * of their own account, the operator anybody's. Null when there is no such thing, or it is somebody
 * else's.
 */
export async function readUnderneath(
  viewer: Pick<SessionUser, 'id' | 'role'>,
  scope: UnderneathScope,
): Promise<Underneath | null> {
  const selection = await selectFor(viewer, scope);
  if (!selection) return null;
  const { most, events } = selection;
  const all = await listCalls(selection.calls, most);
  // Events of a time of which the calls were left out would stand alone.
  const since = most !== undefined && all.length === most ? all[0]?.at : undefined;
  const deliveries = events
    ? await listLatestDeliveries(events.which, most, since)
    : await listDeliveries(all);
  return { calls: selection.withhold?.(all) ?? all, deliveries };
}
