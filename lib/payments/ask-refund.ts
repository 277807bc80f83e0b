import { and, desc, eq, sql } from 'drizzle-orm';
import type { RefundReason } from '../model/after-sale';
import type { IdempotencyKey, RefundId } from '../model/ids';
import { formatMoney, parseAmount } from '../model/money';
import { ok, refuse, type Result } from '../model/result';
import type { SessionUser } from '../model/views';
import { withTx, type Db } from '../store/client';
import { newId } from '../store/new-id';
import { attempts, legs, orders, refunds } from '../store/schema';
import { givenOf, isChargedBack, restOf } from './refund-rest';
import type { LegOfOrder } from './retry-leg';

export interface RefundAsked {
  /** The number that the page showed for the next refund of this leg. */
  readonly number: number;
  /** All that is left, or an amount as it was typed. */
  readonly amount: string;
  readonly reason: RefundReason;
  readonly note: string;
}

type Refusal =
  'not_found' | 'not_refundable' | 'nothing_left' | 'wrong_amount' | 'too_much' | 'asked_already';

/**
 * The buyer asks for money of a paid leg, all that is left or a part. Nothing is sent to Stripe: an
 * operator decides. A second press of the same form finds the first one's row.
 */
export async function askRefund(
  buyer: Pick<SessionUser, 'id'>,
  { orderId, legId }: LegOfOrder,
  asked: RefundAsked,
): Promise<Result<{ refundId: RefundId }, Refusal>> {
  return withTx(async (tx) => {
    const [leg] = await tx
      .select({
        id: legs.id,
        state: legs.state,
        amount: legs.amount,
        currency: legs.currency,
        chargeId: attempts.chargeId,
      })
      .from(legs)
      .innerJoin(orders, eq(orders.id, legs.orderId))
      .innerJoin(attempts, and(eq(attempts.legId, legs.id), eq(attempts.number, legs.attempt)))
      .where(and(eq(legs.id, legId), eq(orders.id, orderId), eq(orders.buyerId, buyer.id)))
      // One refund of a leg is asked for at a time: what is left is counted under this lock.
      .for('update', { of: legs });
    if (!leg) return refuse('not_found', 'There is no such thing here.');
    const [last] = await tx
      .select({
        id: refunds.id,
        number: refunds.number,
        state: refunds.state,
        byBuyer: sql<boolean>`${refunds.reason} <> 'late_payment'`,
      })
      .from(refunds)
      .where(eq(refunds.legId, legId))
      .orderBy(desc(refunds.number))
      .limit(1);
    if (last?.byBuyer && asked.number === last.number) return ok({ refundId: last.id });
    if (asked.number !== (last?.number ?? 0) + 1 || last?.state === 'requested') {
      return refuse('asked_already', 'You have asked for a refund already. We will look at it.');
    }
    if (leg.state !== 'paid' || !leg.chargeId) {
      return refuse('not_refundable', 'Only what was paid can be given back.');
    }
    const amount = await amountToAsk(tx, leg, asked.amount);
    if (!amount.ok) return amount;
    const id = newId<RefundId>('ref');
    await tx.insert(refunds).values({
      id,
      legId,
      number: asked.number,
      chargeId: leg.chargeId,
      amount: amount.value,
      currency: leg.currency,
      reason: asked.reason,
      note: asked.note,
      refundKey: `refund:${id}` as IdempotencyKey,
    });
    return ok({ refundId: id });
  });
}

async function amountToAsk(
  tx: Db,
  leg: Pick<typeof legs.$inferSelect, 'id' | 'amount' | 'currency'>,
  typed: string,
): Promise<Result<number, Refusal>> {
  if (await isChargedBack(tx, leg.id)) {
    return refuse(
      'not_refundable',
      'Your bank has taken this payment back already, so it cannot be refunded as well.',
    );
  }
  const rest = restOf(leg.amount, await givenOf(tx, leg.id));
  if (rest === 0) return refuse('nothing_left', 'All of this was given back already.');
  const most = formatMoney({ amount: rest, currency: leg.currency });
  const amount = typed === 'all' ? rest : parseAmount(typed, leg.currency);
  if (!amount) {
    return refuse('wrong_amount', `Write an amount in numbers, from something up to ${most}.`);
  }
  if (amount > rest) return refuse('too_much', `You can ask for ${most} at most.`);
  return ok(amount);
}
