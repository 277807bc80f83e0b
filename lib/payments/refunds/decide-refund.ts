import { eq, sql } from 'drizzle-orm';
import type { RefundId } from '../../model/ids';
import { ok, refuse, type Result } from '../../model/result';
import type { SellerUser, SessionUser } from '../../model/views';
import { withTx, type Db } from '../../store/client';
import { writeAct } from '../../store/acts';
import { refunds, users } from '../../store/schema';
import { givenOf, isChargedBack } from './refund-rest';
import { saleOfRow } from '../after-sale/sale-ref';
import { saleToRefund } from './sale-to-refund';
import { sendRefund } from './send-refund';

export interface Decision {
  readonly decision: 'grant' | 'decline';
  /** What the buyer reads with it; may be empty. */
  readonly answer: string;
}

type Refusal = 'not_found' | 'decided_already' | 'charged_back' | 'nothing_left';

/** Who may decide: an operator about anybody's, a seller about refunds of their own sales. */
export interface Decider extends Pick<SessionUser, 'id'> {
  readonly seller?: Pick<SellerUser['seller'], 'id'>;
}

/**
 * Somebody grants or declines what a buyer asked for; the first one counts, whoever it is, and is
 * written down. A granted refund is sent at once; answers when Stripe has taken it or it was put back.
 */
export async function decideRefund(
  decider: Decider,
  refundId: RefundId,
  { decision, answer }: Decision,
): Promise<Result<{ refundId: RefundId }, Refusal>> {
  const decided = await withTx<Result<{ refundId: RefundId }, Refusal>>(async (tx) => {
    // The sale first, as the one who asks does: else they could wait for each other.
    const sale = await saleOf(tx, refundId, decider);
    const [refund] = await tx
      .select({ state: refunds.state, by: refunds.decidedBy, name: users.name })
      .from(refunds)
      .leftJoin(users, eq(users.id, refunds.decidedBy))
      .where(eq(refunds.id, refundId));
    if (!sale || !refund) return refuse('not_found', 'There is no such thing here.');
    if (refund.state !== 'requested') {
      // The same press twice is no news to whoever pressed.
      const same =
        refund.by === decider.id && (refund.state === 'declined') === (decision === 'decline');
      if (same) return ok({ refundId });
      return refuse(
        'decided_already',
        `${refund.name ?? 'Somebody'} has ${refund.state === 'declined' ? 'declined' : 'granted'} this already.`,
      );
    }
    if (decision === 'grant') {
      if (await isChargedBack(tx, sale.ref)) {
        return refuse(
          'charged_back',
          'The buyer’s bank has taken this payment back already; Stripe refuses to refund it as well.',
        );
      }
      // What was given back elsewhere meanwhile, in Stripe's Dashboard, is not given twice.
      const { waiting, sent, atStripe } = await givenOf(tx, sale.ref);
      if (waiting + Math.max(sent, atStripe) > sale.amount) {
        return refuse('nothing_left', 'So much is not left: some was given back elsewhere.');
      }
    }
    await tx
      .update(refunds)
      .set({
        state: decision === 'grant' ? 'granted' : 'declined',
        decidedBy: decider.id,
        decidedAt: sql`now()`,
        answer,
        updatedAt: sql`now()`,
      })
      .where(eq(refunds.id, refundId));
    await writeAct(
      tx,
      { id: decider.id, role: decider.seller ? 'seller' : 'operator' },
      decision === 'grant' ? 'refund_granted' : 'refund_declined',
      { refundId, ...sale.about },
    );
    return ok({ refundId });
  });
  if (decided.ok && decision === 'grant') await sendRefund(refundId);
  return decided;
}

/** What a refund is of, locked; null where there is none, or where it is another seller's. */
async function saleOf(tx: Db, refundId: RefundId, { seller }: Decider) {
  const [row] = await tx.select().from(refunds).where(eq(refunds.id, refundId));
  if (!row) return null;
  const found = await saleToRefund(tx, saleOfRow(row), seller?.id ?? null);
  return found?.sale ?? null;
}
