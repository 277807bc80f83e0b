import { and, eq, inArray, or, type SQL } from 'drizzle-orm';
import { isStarting, liveStatuses, startStates } from '../model/recurring';
import { subscriptions } from './schema';

/**
 * True of a mirror that a change of a card or of its buyer has to reach: something may still be charged
 * for it, or it is just being started (its sync waits until it has been).
 */
export const isLiveMirror: SQL = or(
  inArray(subscriptions.state, startStates.filter(isStarting)),
  and(eq(subscriptions.state, 'started'), inArray(subscriptions.status, [...liveStatuses])),
) as SQL;
