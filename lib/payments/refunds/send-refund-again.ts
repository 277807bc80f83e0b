import { eq, sql } from 'drizzle-orm';
import { canSendAgain } from '../../model/after-sale';
import type { AccountId, IdempotencyKey, RefundId } from '../../model/ids';
import { ok, refuse, type Result } from '../../model/result';
import type { SessionUser } from '../../model/views';
import { writeAct } from '../../store/acts';
import { getDb, withTx } from '../../store/client';
import { randomCharacters } from '../../store/new-id';
import { legs, refunds, subscriptionInvoices } from '../../store/schema';
import { accountStripe } from '../../stripe/account-stripe';
import { readFailure } from '../../stripe/failure';
import { saleOfRow } from '../after-sale/sale-ref';
import { invoiceOfRefund } from './invoice-of-refund';
import { givenOf, restOf } from './refund-rest';
import { saleToRefund } from './sale-to-refund';
import { sendRefund } from './send-refund';
import { unreachable } from '../unreachable';

type Refusal = 'not_found' | 'nothing_left' | 'refused' | 'unreachable';

/**
 * An operator has money that Souk gives back by itself sent once more after Stripe refused it: nobody
 * else could ask for it. What is left of the charge is read anew, and another key is stored before the
 * call. Refused when the refund does not wait for that, or nothing is left.
 * https://docs.stripe.com/refunds#failed-refunds
 */
export async function sendRefundAgain(
  operator: Pick<SessionUser, 'id'>,
  refundId: RefundId,
): Promise<Result<{ tried: true }, Refusal>> {
  const left = await leftOfCharge(refundId);
  if (!left.ok) return left;
  const granted = await withTx<Result<{ tried: true }, Refusal>>(async (tx) => {
    // The sale first, as everybody does who gives back of it.
    const sale = (await saleToRefund(tx, left.value.of))?.sale;
    const [refund] = await tx.select().from(refunds).where(eq(refunds.id, refundId));
    if (!sale || !refund || !canSendAgain(refund)) return gone();
    const given = await givenOf(tx, sale.ref);
    const amount =
      refund.reason === 'late_payment'
        ? left.value.amount
        : Math.min(left.value.amount, restOf(sale.amount, given));
    if (amount <= 0) return refuse('nothing_left', 'Nothing is left: it was given back elsewhere.');
    await tx
      .update(refunds)
      .set({
        state: 'granted',
        amount,
        refundKey: `refund:${refundId}:${randomCharacters(8)}` as IdempotencyKey,
        accountRefundId: null,
        problem: null,
        decidedBy: operator.id,
        decidedAt: sql`now()`,
        updatedAt: sql`now()`,
      })
      .where(eq(refunds.id, refundId));
    await writeAct(tx, { id: operator.id, role: 'operator' }, 'refund_sent_again', {
      refundId,
      ...sale.about,
    });
    return ok({ tried: true });
  });
  if (granted.ok) await sendRefund(refundId);
  return granted;
}

/** What nobody has got back of the charge so far, as its account says now. */
async function leftOfCharge(refundId: RefundId) {
  const db = await getDb();
  const [found] = await db
    .select({
      refund: refunds,
      orderId: legs.orderId,
      subscriptionId: subscriptionInvoices.subscriptionId,
      accountId: sql<AccountId>`coalesce(${legs.accountId}, ${refunds.accountId})`,
    })
    .from(refunds)
    .leftJoin(legs, eq(legs.id, refunds.legId))
    .leftJoin(subscriptionInvoices, invoiceOfRefund)
    .where(eq(refunds.id, refundId));
  if (!found || !canSendAgain(found.refund)) return gone();
  const { orderId, subscriptionId, accountId, refund } = found;
  const { legId } = refund;
  const subject = legId && orderId ? { orderId, legId } : subscriptionId ? { subscriptionId } : {};
  try {
    const charge = await accountStripe(accountId).charges.retrieve(refund.chargeId, { subject });
    return ok({
      of: saleOfRow(refund),
      amount: charge.amount_captured - charge.amount_refunded,
    });
  } catch (error) {
    if (readFailure(error)?.kind === 'refused') {
      return refuse('refused', 'Stripe does not show Souk this payment any more.');
    }
    return unreachable(error);
  }
}

const gone = () => refuse('not_found', 'This does not wait to be sent any more.');
