import { and, eq } from 'drizzle-orm';
import { refundReasons, type RefundReason } from '../../model/after-sale';
import type { AccountInvoiceId, IdempotencyKey, RefundId, SubscriptionId } from '../../model/ids';
import { ok, refuse, type Result } from '../../model/result';
import type { SessionUser } from '../../model/views';
import { withTx, type Db } from '../../store/client';
import { writeAct } from '../../store/acts';
import { newId } from '../../store/new-id';
import { legs, orders, refunds, subscriptionInvoices, subscriptions } from '../../store/schema';
import { invoiceToRefund, legToRefund } from './sale-to-refund';
import { refundAmount, type AmountRefusal } from './refund-amount';
import type { LegOfOrder } from '../retry-leg';

/** What a buyer has paid: a part of an order, or a payment for a subscription. */
export type Purchase =
  | LegOfOrder
  | { readonly subscriptionId: SubscriptionId; readonly accountInvoiceId: AccountInvoiceId };

export interface RefundAsked {
  /** The number that the page showed for the next refund of this sale. */
  readonly number: number;
  /** All that is left, or an amount as it was typed. */
  readonly amount: string;
  readonly reason: RefundReason;
  readonly note: string;
}

type Refusal = 'not_found' | 'asked_already' | AmountRefusal;

/**
 * The buyer asks for money of a paid leg, or of a payment for a subscription, all that is left or a
 * part. Nothing is sent to Stripe: the seller or an operator decides. A second press of the same form
 * finds the first one's row.
 */
export async function askRefund(
  buyer: Pick<SessionUser, 'id'>,
  of: Purchase,
  asked: RefundAsked,
): Promise<Result<{ refundId: RefundId }, Refusal>> {
  return withTx(async (tx) => {
    const found = await paidBy(tx, buyer, of);
    if (!found) return refuse('not_found', 'There is no such thing here.');
    const { sale, last } = found;
    const byBuyer = last && refundReasons.some((reason) => reason === last.reason);
    if (byBuyer && asked.number === last.number) return ok({ refundId: last.id });
    if (last?.state === 'requested') {
      return refuse('asked_already', 'You have asked for a refund already. We will look at it.');
    }
    if (asked.number !== (last?.number ?? 0) + 1) {
      return refuse('asked_already', 'A refund was begun meanwhile. Load the page to see it.');
    }
    if (!sale.paid || !sale.chargeId) {
      return refuse('not_refundable', 'Only what was paid can be given back.');
    }
    const amount = await refundAmount(tx, sale, asked.amount, 'Your bank');
    if (!amount.ok) return amount;
    const id = newId<RefundId>('ref');
    await tx.insert(refunds).values({
      id,
      ...sale.ref,
      number: asked.number,
      chargeId: sale.chargeId,
      amount: amount.value,
      currency: sale.currency,
      reason: asked.reason,
      note: asked.note,
      refundKey: `refund:${id}` as IdempotencyKey,
    });
    await writeAct(tx, { id: buyer.id, role: 'buyer' }, 'refund_asked', {
      refundId: id,
      ...sale.about,
    });
    return ok({ refundId: id });
  });
}

/** The sale that this is of, if this buyer paid for it. */
function paidBy(tx: Db, buyer: Pick<SessionUser, 'id'>, of: Purchase) {
  return 'legId' in of
    ? legToRefund(
        tx,
        and(eq(legs.id, of.legId), eq(orders.id, of.orderId), eq(orders.buyerId, buyer.id)),
      )
    : invoiceToRefund(
        tx,
        and(
          eq(subscriptionInvoices.accountInvoiceId, of.accountInvoiceId),
          eq(subscriptions.id, of.subscriptionId),
          eq(subscriptions.buyerId, buyer.id),
        ),
      );
}
