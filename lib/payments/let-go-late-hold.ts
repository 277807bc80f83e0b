import { and, eq } from 'drizzle-orm';
import type { AccountPaymentIntentId, IdempotencyKey } from '../model/ids';
import { getDb, withTx } from '../store/client';
import { newId } from '../store/new-id';
import { attempts } from '../store/schema';
import { accountStripe, type AnsweredIntent } from '../stripe/account-stripe';
import { failureOf, type StripeFailure } from '../stripe/failure';
import type { LegOfPayment } from './find-leg';
import { isLate } from './refunds/send-back';

/**
 * Lets go money that is held although nobody waits for it any more: its account could not be asked when
 * its leg ended, or a driver that slept came to charge after that. With the key that was stored with the
 * attempt, or with another one where that can tell no more. Nothing where the attempt was to hold nothing.
 * Throws when Stripe cannot be reached.
 * https://docs.stripe.com/payments/place-a-hold-on-a-payment-method
 */
export async function letGoLateHold(
  leg: LegOfPayment,
  { intent }: Pick<AnsweredIntent, 'intent'>,
): Promise<void> {
  const key = await withTx(async (tx) => {
    if (!(await isLate(tx, leg, intent.id))) return null;
    const [held] = await tx
      .select({ key: attempts.releaseKey })
      .from(attempts)
      .where(attemptOf(leg));
    return held?.key ?? null;
  });
  if (!key) return;
  const failure = await cancel(leg, intent.id, key);
  if (failure?.kind !== 'unclear') return;
  const anew = await renew(leg, key);
  if (anew) await cancel(leg, intent.id, anew);
}

/** Null when it was let go; refused where somebody took it or let it go meanwhile. */
async function cancel(
  { accountId, buyerId, orderId, legId }: LegOfPayment,
  id: AccountPaymentIntentId,
  key: IdempotencyKey,
): Promise<StripeFailure | null> {
  try {
    const write = { key, subject: { buyerId, orderId, legId } };
    await accountStripe(accountId).paymentIntents.cancel(id, write);
    return null;
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind === 'unanswered') throw error;
    return failure;
  }
}

/** Stores another key in place of this one; null when somebody else has done so. */
async function renew(leg: LegOfPayment, before: IdempotencyKey): Promise<IdempotencyKey | null> {
  const key = `release:${leg.legId}:${leg.attempt}:${newId('key')}` as IdempotencyKey;
  const db = await getDb();
  const stored = await db
    .update(attempts)
    .set({ releaseKey: key })
    .where(and(attemptOf(leg), eq(attempts.releaseKey, before)))
    .returning({ id: attempts.id });
  return stored.length > 0 ? key : null;
}

const attemptOf = ({ legId, attempt }: LegOfPayment) =>
  and(eq(attempts.legId, legId), eq(attempts.number, attempt));
