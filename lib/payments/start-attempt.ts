import { and, eq, isNull, or, sql } from 'drizzle-orm';
import { isOnSession, type Confirmation } from '../model/confirmation';
import type { AccountPaymentIntentId, LegId, OrderId, SavedMethodId } from '../model/ids';
import { whyNotHeld, whyNotInCurrency } from '../model/method-type';
import { ok, refuse, type Result } from '../model/result';
import type { SessionUser } from '../model/views';
import type { Db } from '../store/client';
import { leaseFor } from '../store/lease';
import { attempts, legs, orders, refunds } from '../store/schema';
import { givesStockBack } from './move-legs';
import { newAttempt } from './new-attempt';
import { takeStockAgain } from './take-stock-again';
import { usableMethods } from './wallet/usable-method';

export interface LegOfOrder {
  readonly orderId: OrderId;
  readonly legId: LegId;
}

export type AttemptRefusal = 'not_found' | 'card_unusable' | 'sold_out';

/** The attempt that counts now, with its leg's state; null when this is no leg of this buyer. */
export type CurrentAttempt = NonNullable<Awaited<ReturnType<typeof currentAttempt>>>;

/** Locks the leg until the transaction ends, so that two presses come one after the other. */
export async function currentAttempt(tx: Db, buyer: SessionUser, { orderId, legId }: LegOfOrder) {
  const [leg] = await tx
    .select({ state: legs.state, number: legs.attempt, currency: legs.currency })
    .from(legs)
    .innerJoin(orders, eq(orders.id, legs.orderId))
    .where(and(eq(legs.id, legId), eq(orders.id, orderId), eq(orders.buyerId, buyer.id)))
    .for('no key update', { of: legs });
  if (!leg) return null;
  // A statement of its own: what was decided about the order while the leg was locked is seen by it.
  const [found] = await tx
    .select({ attempt: attempts, terms: { policy: orders.policy, decision: orders.decision } })
    .from(attempts)
    .innerJoin(orders, eq(orders.id, orderId))
    .where(and(eq(attempts.legId, legId), eq(attempts.number, leg.number)));
  if (!found) throw new Error(`leg ${legId} has no attempt ${leg.number}`);
  return { ...found.attempt, state: leg.state, currency: leg.currency, terms: found.terms };
}

/**
 * Writes the next attempt of a leg, with its keys, and takes the lease: whoever holds it drives the
 * leg next. The caller has locked the leg and knows that it may be tried again.
 */
export async function startAttempt(
  tx: Db,
  buyer: SessionUser,
  { orderId, legId }: LegOfOrder,
  before: CurrentAttempt,
  next: {
    readonly savedMethodId: SavedMethodId;
    readonly confirmation: Confirmation;
    readonly owner: string;
  },
): Promise<Result<{ orderId: OrderId }, AttemptRefusal>> {
  const method = await usableMethods(tx, buyer.id, [next.savedMethodId]);
  if (!method.ok) return method;
  const chosen = method.value.get(next.savedMethodId);
  const wrong =
    chosen &&
    (whyNotInCurrency(chosen.type, before.currency) ??
      (before.terms.policy === 'all_or_nothing' ? whyNotHeld(chosen.type) : null));
  if (wrong) return refuse('card_unusable', wrong);
  if (givesStockBack.includes(before.state)) {
    const taken = await takeStockAgain(tx, legId);
    if (!taken.ok) return taken;
  }
  const number = before.number + 1;
  await tx.insert(attempts).values({
    ...newAttempt(legId, number, next.savedMethodId, before.terms.policy),
    confirmation: next.confirmation,
    ...(await keptIntent(tx, legId, before)),
  });
  await tx
    .update(legs)
    .set({
      state: 'created',
      attempt: number,
      leaseOwner: next.owner,
      leaseUntil: leaseFor,
      updatedAt: sql`now()`,
    })
    .where(eq(legs.id, legId));
  return ok({ orderId });
}

/**
 * Once a bank has asked for the buyer, the leg keeps its PaymentIntent, since a window of the buyer's
 * may still be open on it: confirming that one anew supersedes what the window waits for, and
 * whichever comes first, the PaymentIntent takes money once. Unless it has taken money already, too
 * late, that was sent back.
 * https://docs.stripe.com/payments/paymentintents/lifecycle
 */
async function keptIntent(tx: Db, legId: LegId, before: CurrentAttempt) {
  const { paymentIntentId, intentAttemptId } = before;
  const asked =
    before.state === 'action_needed' ||
    isOnSession(before.confirmation) ||
    intentAttemptId !== null;
  if (!asked || !paymentIntentId || (await wasSentBack(tx, legId, paymentIntentId))) return {};
  return { intentAttemptId: intentAttemptId ?? before.id, paymentIntentId };
}

/**
 * Whether the money of this very PaymentIntent came too late: then it has succeeded and cannot pay
 * again. What an earlier try's brought says nothing about it.
 */
async function wasSentBack(
  tx: Db,
  legId: LegId,
  paymentIntentId: AccountPaymentIntentId,
): Promise<boolean> {
  const [found] = await tx
    .select({ id: refunds.id })
    .from(refunds)
    .where(
      and(
        eq(refunds.legId, legId),
        eq(refunds.reason, 'late_payment'),
        // Rows of earlier releases do not say which one it was.
        or(isNull(refunds.paymentIntentId), eq(refunds.paymentIntentId, paymentIntentId)),
      ),
    )
    .limit(1);
  return found !== undefined;
}
