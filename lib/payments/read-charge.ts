import type { AccountPaymentIntentId } from '../model/ids';
import { accountStripe, type AnsweredIntent } from '../stripe/account-stripe';
import { orNull } from '../stripe/failure';
import type { LegTask } from './leg-progress';
import { subjectOf } from './send-charge';

/**
 * The PaymentIntent of this id, as it is on the account now; null when the account has none such
 * (another account answered). https://docs.stripe.com/api/payment_intents/retrieve
 */
export async function readCharge(
  task: LegTask,
  id: AccountPaymentIntentId,
): Promise<AnsweredIntent | null> {
  const { paymentIntents } = accountStripe(task.accountId);
  return orNull(paymentIntents.retrieve(id, { subject: subjectOf(task) }));
}

/** The PaymentIntent that this attempt made, found by our own metadata; null when it made none. */
export function findCharge(task: LegTask): Promise<AnsweredIntent | null> {
  // Some minutes earlier, for clocks that do not agree.
  const since = new Date(task.attemptCreatedAt.getTime() - 10 * 60_000);
  return accountStripe(task.accountId).paymentIntents.findByMetadata(
    'attempt',
    task.attemptId,
    since,
    { subject: subjectOf(task) },
  );
}
