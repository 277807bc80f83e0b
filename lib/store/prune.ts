import { and, eq, exists, isNotNull, isNull, lt, ne, sql } from 'drizzle-orm';
import { getPatientDb } from './client';
import {
  carts,
  disputes,
  evidenceFiles,
  sessions,
  stalls,
  stripeCalls,
  verifications,
  webhookEvents,
} from './schema';

const keptDays = 30;
const longAgo = sql`now() - ${sql.raw(`interval '${keptDays} days'`)}`;

/**
 * Forgets what nobody comes back for: guests' carts untouched for 30 days (with their lines),
 * sessions and verifications past their end, calls shown by the inspector for 30 days, what stopped a
 * driver as long ago, files of evidence that were not sent while it could be, as long ago, and events
 * that were handled as long ago (Stripe forgets them then, too). Buyers' carts, orders and cards
 * stay.
 */
export async function prune(): Promise<void> {
  const db = await getPatientDb();
  await db.delete(carts).where(and(isNull(carts.buyerId), lt(carts.updatedAt, longAgo)));
  await db.delete(sessions).where(lt(sessions.expiresAt, sql`now()`));
  await db.delete(verifications).where(lt(verifications.expiresAt, sql`now()`));
  await db.delete(stripeCalls).where(lt(stripeCalls.at, longAgo));
  await db.delete(stalls).where(lt(stalls.at, longAgo));
  const answeredTooLate = db
    .select({ id: disputes.id })
    .from(disputes)
    .where(and(eq(disputes.id, evidenceFiles.disputeId), lt(disputes.dueBy, longAgo)));
  await db
    .delete(evidenceFiles)
    .where(and(isNotNull(evidenceFiles.bytes), exists(answeredTooLate)));
  await db
    .delete(webhookEvents)
    .where(and(ne(webhookEvents.state, 'failed'), lt(webhookEvents.handledAt, longAgo)));
}
