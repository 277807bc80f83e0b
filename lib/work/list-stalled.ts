import 'server-only';
import { stalledLegs, stalledMemberships, stalledRefunds } from './stalled-payments';
import { stalledChanges, stalledStarts, stalledSyncs } from './stalled-subscriptions';
import type { StoppedList } from './stopped-list';

/**
 * Rows about money that should be at their end by now, the oldest first: their drivers put them back
 * with every fault and go on later, so no job of theirs ever dies. What waits for a buyer, or for a
 * bank that takes its days, is not among them; a payment that does not agree is, from the first look.
 */
export async function listStalled(): Promise<StoppedList> {
  const lists = await Promise.all([
    stalledLegs(),
    stalledRefunds(),
    stalledStarts(),
    stalledSyncs(),
    stalledChanges(),
    stalledMemberships(),
  ]);
  return {
    rows: lists
      .flatMap(({ rows }) => rows)
      .sort((one, other) => one.since.localeCompare(other.since)),
    count: lists.reduce((sum, { count }) => sum + count, 0),
  };
}
