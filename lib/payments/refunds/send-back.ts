import { and, eq } from 'drizzle-orm';
import type { AccountChargeId, AccountId, AccountPaymentIntentId, RefundId } from '../../model/ids';
import { withTx, type Db } from '../../store/client';
import { attempts, legs, refunds } from '../../store/schema';
import type { AccountCharge } from '../../stripe/account-after-sale';
import { accountStripe, type AnsweredIntent } from '../../stripe/account-stripe';
import type { Read } from '../../stripe/subject';
import { idOf } from '../../stripe/fields';
import type { LegOfPayment } from '../find-leg';
import type { SaleRef } from '../after-sale/sale-ref';
import { grantRefund } from './grant-refund';
import { givesStockBack } from '../move-legs';
import { sendRefund } from './send-refund';

/**
 * Sends back a payment that came when nobody waited for it any more: the leg has failed or was
 * canceled meanwhile, or another attempt has paid it. The refund is written with its key, once for
 * each charge however many notice, and sent at once. Throws when Stripe cannot be reached.
 * https://docs.stripe.com/connect/direct-charges#issue-refunds
 */
export async function sendBackLatePayment(
  leg: LegOfPayment,
  answer: AnsweredIntent,
): Promise<void> {
  const { intent } = answer;
  const { buyerId, orderId, legId } = leg;
  const charge = await chargeOf(leg.accountId, answer, { subject: { buyerId, orderId, legId } });
  const refundId = await withTx(async (tx) => {
    if (!(await isLate(tx, leg, intent.id))) return null;
    return grantSendingBack(tx, { legId }, { paymentIntentId: intent.id, charge });
  });
  if (refundId) await sendRefund(refundId);
}

/** Money that arrived for a sale, as its account has just said. */
export interface Arrived {
  readonly paymentIntentId: AccountPaymentIntentId | null;
  readonly charge: AccountCharge;
}

/**
 * Writes the refund of all that is left of such money, once for each charge however many ask; null
 * when nothing is. The caller holds the sale's row, and sends it after the commit.
 */
export async function grantSendingBack(
  tx: Db,
  of: SaleRef,
  { paymentIntentId, charge }: Arrived,
): Promise<RefundId | null> {
  const known = await lateRefundOf(tx, charge.id);
  const amount = charge.amount_captured - charge.amount_refunded;
  if (known || amount <= 0) return known;
  return grantRefund(tx, {
    of,
    chargeId: charge.id,
    ...(paymentIntentId ? { paymentIntentId } : {}),
    chargeFeeAmount: charge.application_fee_amount ?? 0,
    amount,
    currency: charge.currency,
    reason: 'late_payment',
  });
}

/** The charge of a PaymentIntent that has succeeded, read anew. Throws when Stripe cannot be reached. */
export function chargeOf(
  accountId: AccountId,
  { intent }: AnsweredIntent,
  read: Read,
): Promise<AccountCharge> {
  const chargeId = idOf(intent.latest_charge) as AccountChargeId | null;
  if (!chargeId) throw new Error(`PaymentIntent ${intent.id} succeeded without a charge`);
  return accountStripe(accountId).charges.retrieve(chargeId, read);
}

/**
 * Whether nobody waits for this PaymentIntent any more. Asked again with the leg's row held: a new attempt
 * may have taken this very one up.
 */
export async function isLate(
  tx: Db,
  { legId, attempt }: LegOfPayment,
  paymentIntentId: string,
): Promise<boolean> {
  const [now] = await tx
    .select({ state: legs.state, attempt: legs.attempt })
    .from(legs)
    .where(eq(legs.id, legId))
    .for('no key update');
  if (!now) return false;
  if (givesStockBack.includes(now.state)) return true;
  const [current] = await tx
    .select({ paymentIntentId: attempts.paymentIntentId })
    .from(attempts)
    .where(and(eq(attempts.legId, legId), eq(attempts.number, now.attempt)));
  if (current?.paymentIntentId === paymentIntentId) return false;
  // The attempt that counts has only not been told yet that this one is its own.
  return attempt !== now.attempt || current?.paymentIntentId !== null;
}

async function lateRefundOf(tx: Db, chargeId: AccountChargeId): Promise<RefundId | null> {
  const [known] = await tx
    .select({ id: refunds.id })
    .from(refunds)
    .where(and(eq(refunds.chargeId, chargeId), eq(refunds.reason, 'late_payment')));
  return known?.id ?? null;
}
