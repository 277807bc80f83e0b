import { and, eq } from 'drizzle-orm';
import { sellerRefundReason } from '../model/after-sale';
import type { LegId, RefundId } from '../model/ids';
import { ok, refuse, type Result } from '../model/result';
import type { SellerUser } from '../model/views';
import { withTx } from '../store/client';
import { writeAct } from '../store/acts';
import { legs } from '../store/schema';
import { grantRefund } from './grant-refund';
import { legToRefund } from './leg-to-refund';
import { refundAmount, type AmountRefusal } from './refund-amount';
import { sendRefund } from './send-refund';

export interface RefundGiven {
  /** The number that the page showed for the next refund of this leg. */
  readonly number: number;
  /** All that is left, or an amount as it was typed. */
  readonly amount: string;
  /** What the buyer reads with it; may be empty. */
  readonly answer: string;
}

type Refusal = 'not_found' | 'stale' | AmountRefusal;

/**
 * A seller gives money of their own sale back, all that is left or a part, as often as something is
 * left. It is written down with its key and then sent at once; answers when Stripe has taken it or it
 * was put back, for the sweeper. A second press of the same form finds the first one's row.
 */
export async function giveRefund(
  user: Pick<SellerUser, 'id' | 'seller'>,
  legId: LegId,
  given: RefundGiven,
): Promise<Result<{ refundId: RefundId }, Refusal>> {
  const granted = await withTx<Result<{ refundId: RefundId }, Refusal>>(async (tx) => {
    const found = await legToRefund(tx, and(eq(legs.id, legId), eq(legs.sellerId, user.seller.id)));
    if (!found) return refuse('not_found', 'There is no such thing here.');
    const { leg, last } = found;
    const mine = last?.reason === sellerRefundReason && last.decidedBy === user.id;
    if (mine && given.number === last.number) return ok({ refundId: last.id });
    if (given.number !== (last?.number ?? 0) + 1) {
      return refuse('stale', 'A refund was begun meanwhile. Load the page to see it.');
    }
    const { chargeId, currency } = leg;
    if (leg.state !== 'paid' || !chargeId) {
      return refuse('not_refundable', 'Only what was paid can be given back.');
    }
    const amount = await refundAmount(tx, leg, given.amount, 'The buyer’s bank');
    if (!amount.ok) return amount;
    const refundId = await grantRefund(tx, {
      ...{ legId, chargeId, currency, amount: amount.value, reason: sellerRefundReason },
      ...{ decidedBy: user.id, answer: given.answer },
    });
    const about = { refundId, legId, orderId: leg.orderId };
    await writeAct(tx, { id: user.id, role: 'seller' }, 'refund_given', about);
    return ok({ refundId });
  });
  if (granted.ok) await sendRefund(granted.value.refundId);
  return granted;
}
