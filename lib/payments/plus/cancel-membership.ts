import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { IdempotencyKey, MembershipId, PlatformPaymentIntentId } from '../../model/ids';
import { runningStates } from '../../model/membership';
import { getDb } from '../../store/client';
import { newId } from '../../store/new-id';
import { memberships } from '../../store/schema';
import { readFailure } from '../../stripe/failure';
import { platformStripe } from '../../stripe/platform-stripe';
import {
  readMembershipRow,
  settleMembership,
  storeIntent,
  subjectOf,
  type MembershipRow,
} from './settle-membership';

/**
 * Ends a payment of Plus that was left lying, at Stripe first, so that no old window can pay it. One
 * that was paid in the meantime is a membership and stays. Throws when Stripe cannot be reached.
 * https://docs.stripe.com/api/payment_intents/cancel
 */
export async function cancelMembership(id: MembershipId): Promise<void> {
  const db = await getDb();
  const [row] = await db
    .update(memberships)
    .set({
      // Kept where it was renewed.
      cancelKey: sql`coalesce(${memberships.cancelKey}, ${`plus-cancel:${id}`})`,
      updatedAt: sql`now()`,
    })
    .where(and(eq(memberships.id, id), inArray(memberships.state, [...runningStates])))
    .returning();
  if (!row) return;
  const intentId = row.platformPaymentIntentId ?? (await forgottenIntent(row));
  if (!intentId) {
    await db
      .update(memberships)
      .set({ state: 'canceled', updatedAt: sql`now()` })
      .where(and(eq(memberships.id, id), isNull(memberships.platformPaymentIntentId)));
    // Else its answer came while we looked.
    if ((await readMembershipRow(id)).state === 'canceled') return;
    return cancelMembership(id);
  }
  await cancel(row, intentId);
  await settleMembership(id);
}

async function cancel(
  row: MembershipRow,
  intentId: PlatformPaymentIntentId,
  renewed = false,
): Promise<void> {
  try {
    const write = { key: row.cancelKey as IdempotencyKey, subject: subjectOf(row) };
    await platformStripe().paymentIntents.cancel(intentId, write);
  } catch (error) {
    const kind = readFailure(error)?.kind;
    // It is paid, being paid, or canceled already; reading it tells which.
    if (kind === 'refused') return;
    if (kind !== 'unclear' || renewed) throw error;
    await cancel(await renewKey(row), intentId, true);
  }
}

/** Stripe keeps a server error under its key, and would answer with that for a day. */
async function renewKey(row: MembershipRow): Promise<MembershipRow> {
  const cancelKey = `plus-cancel:${row.id}:${newId('key')}` as IdempotencyKey;
  const db = await getDb();
  await db.update(memberships).set({ cancelKey }).where(eq(memberships.id, row.id));
  return { ...row, cancelKey };
}

/** The PaymentIntent of a call whose answer never came; it was never handed to anybody. */
export async function forgottenIntent(row: MembershipRow) {
  const made = await platformStripe().paymentIntents.findByMetadata(
    'membership',
    row.id,
    row.createdAt,
    { subject: subjectOf(row) },
  );
  if (!made) return null;
  await storeIntent(row.id, made.id);
  return made.id;
}
