import { and, eq, isNull, sql } from 'drizzle-orm';
import type { IdempotencyKey, MembershipId } from '../../model/ids';
import { ok, refuse, type Result } from '../../model/result';
import { writeAct, type Actor } from '../../store/acts';
import { getDb, withTx } from '../../store/client';
import { randomCharacters } from '../../store/new-id';
import { memberships } from '../../store/schema';
import { noteStall } from '../../store/stalls';
import { readFailure } from '../../stripe/failure';
import type { PlatformRefund } from '../../stripe/platform-payments';
import { platformStripe } from '../../stripe/platform-stripe';
import { readMembershipRow, subjectOf, type MembershipRow } from './settle-membership';
import { unreachable } from '../unreachable';

/**
 * Sends money back that came for a year of Plus when nobody waited for it any more, with the key that
 * was stored when that was noticed; of a refund that was sent, it reads what became of it. A charge is
 * given back whole, so it cannot be given back twice. One that failed waits for an operator.
 * Throws when Stripe cannot be reached. https://docs.stripe.com/api/refunds/create
 */
export async function giveBackMembership(id: MembershipId): Promise<void> {
  try {
    await bringOn(id);
  } catch (error) {
    if (readFailure(error)?.kind !== 'unclear') throw error;
    await renewKey(id);
    await bringOn(id);
  }
}

/** Stripe keeps a server error under its key, and would answer with that for a day. */
async function renewKey(id: MembershipId): Promise<void> {
  const db = await getDb();
  await db
    .update(memberships)
    .set({ refundKey: newKey(id) })
    .where(and(eq(memberships.id, id), isNull(memberships.platformRefundId)));
}

const newKey = (id: MembershipId) => `plus-refund:${id}:${randomCharacters(8)}` as IdempotencyKey;

async function bringOn(id: MembershipId): Promise<void> {
  const row = await readMembershipRow(id);
  if (!row.refundKey || row.refundState === 'failed') return;
  const { platformRefundId: sent } = row;
  const refund = sent
    ? await platformStripe().refunds.retrieve(sent, { subject: subjectOf(row) })
    : await send(row);
  const refundState = stateOf(refund);
  if (sent && refundState === row.refundState) return;
  const db = await getDb();
  await db
    .update(memberships)
    .set({ platformRefundId: refund.id, refundState, updatedAt: sql`now()` })
    .where(
      and(
        eq(memberships.id, id),
        eq(memberships.refundKey, row.refundKey),
        sent ? eq(memberships.platformRefundId, sent) : isNull(memberships.platformRefundId),
      ),
    );
  if (refundState === 'failed') {
    await noteStall(id, `${refund.id} ${refund.status}: ${refund.failure_reason ?? 'unknown'}`);
  }
}

/**
 * An operator has such money sent once more after its refund failed: another key is stored before the
 * call. Refused when it does not wait for that. https://docs.stripe.com/refunds#failed-refunds
 */
export async function giveBackMembershipAgain(
  operator: Actor,
  id: MembershipId,
): Promise<Result<{ tried: true }, 'not_found' | 'unreachable'>> {
  const wanted = await withTx(async (tx) => {
    const rows = await tx
      .update(memberships)
      .set({
        refundKey: newKey(id),
        platformRefundId: null,
        refundState: null,
        updatedAt: sql`now()`,
      })
      .where(and(eq(memberships.id, id), eq(memberships.refundState, 'failed')))
      .returning({ id: memberships.id });
    if (rows.length > 0) await writeAct(tx, operator, 'refund_sent_again', { membershipId: id });
    return rows.length > 0;
  });
  if (!wanted) return refuse('not_found', 'This does not wait to be sent any more.');
  try {
    await giveBackMembership(id);
  } catch (error) {
    return unreachable(error);
  }
  return ok({ tried: true });
}

/** https://docs.stripe.com/api/refunds/object#refund_object-status */
function stateOf({ status }: PlatformRefund): NonNullable<MembershipRow['refundState']> {
  if (status === 'succeeded') return 'succeeded';
  return status === 'failed' || status === 'canceled' ? 'failed' : 'pending';
}

async function send(row: MembershipRow): Promise<PlatformRefund> {
  const { platformChargeId: charge, refundKey: key } = row;
  if (!charge || !key) throw new Error(`${row.id} has nothing to give back`);
  const { refunds } = platformStripe();
  const subject = subjectOf(row);
  try {
    return await refunds.create({ charge, metadata: { membership: row.id } }, { key, subject });
  } catch (error) {
    // Stripe has forgotten the key, or somebody was quicker at its Dashboard: it is given back.
    if (readFailure(error)?.problem.code !== 'charge_already_refunded') throw error;
    const made = await refunds.latestOf(charge, { subject });
    if (!made) throw error;
    return made;
  }
}
