import { and, eq } from 'drizzle-orm';
import { sellerRefundReason } from '../../model/after-sale';
import type { RefundId } from '../../model/ids';
import { ok, refuse, type Result } from '../../model/result';
import { isLegId, type SaleId } from '../../model/seller';
import type { SellerUser } from '../../model/views';
import { withTx, type Db } from '../../store/client';
import { writeAct } from '../../store/acts';
import { legs, subscriptionInvoices, subscriptions } from '../../store/schema';
import { grantRefund } from './grant-refund';
import { refundAmount, type AmountRefusal } from './refund-amount';
import { invoiceToRefund, legToRefund } from './sale-to-refund';
import { sendRefund } from './send-refund';

export interface RefundGiven {
  /** The number that the page showed for the next refund of this sale. */
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
  id: SaleId,
  given: RefundGiven,
): Promise<Result<{ refundId: RefundId }, Refusal>> {
  const granted = await withTx<Result<{ refundId: RefundId }, Refusal>>(async (tx) => {
    const found = await saleOf(tx, user.seller, id);
    if (!found) return refuse('not_found', 'There is no such thing here.');
    const { sale, last } = found;
    const mine = last?.reason === sellerRefundReason && last.decidedBy === user.id;
    if (mine && given.number === last.number) return ok({ refundId: last.id });
    if (given.number !== (last?.number ?? 0) + 1) {
      return refuse('stale', 'A refund was begun meanwhile. Load the page to see it.');
    }
    const { chargeId, currency } = sale;
    if (!sale.paid || !chargeId) {
      return refuse('not_refundable', 'Only what was paid can be given back.');
    }
    const amount = await refundAmount(tx, sale, given.amount, 'The buyer’s bank');
    if (!amount.ok) return amount;
    const refundId = await grantRefund(tx, {
      ...{ of: sale.ref, chargeId, currency, amount: amount.value, reason: sellerRefundReason },
      ...{ decidedBy: user.id, answer: given.answer },
    });
    await writeAct(tx, { id: user.id, role: 'seller' }, 'refund_given', {
      refundId,
      ...sale.about,
    });
    return ok({ refundId });
  });
  if (granted.ok) await sendRefund(granted.value.refundId);
  return granted;
}

/** The sale with this id, if it is this seller's. */
function saleOf(tx: Db, { id: sellerId }: Pick<SellerUser['seller'], 'id'>, id: SaleId) {
  return isLegId(id)
    ? legToRefund(tx, and(eq(legs.id, id), eq(legs.sellerId, sellerId)))
    : invoiceToRefund(
        tx,
        and(eq(subscriptionInvoices.accountInvoiceId, id), eq(subscriptions.sellerId, sellerId)),
      );
}
