import { config } from '../config/config';
import { isOnSession } from '../model/confirmation';
import type { AccountMethodId } from '../model/ids';
import { accountStripe, type AnsweredIntent } from '../stripe/account-stripe';
import type { Subject } from '../stripe/subject';
import type { LegTask } from './leg-progress';

/**
 * True of an attempt that confirms the PaymentIntent of an earlier one. Once a bank has asked for
 * the buyer, a leg keeps its PaymentIntent for good: whatever windows are still open on it, it takes
 * money once. https://docs.stripe.com/payments/paymentintents/lifecycle
 */
export function confirmsAnew(task: Pick<LegTask, 'attemptId' | 'intentAttemptId'>): boolean {
  return task.intentAttemptId !== task.attemptId;
}

/** Whose page may show the calls that are made for a leg. */
export function subjectOf({ buyerId, orderId, legId }: LegTask): Subject {
  return { buyerId, orderId, legId };
}

/**
 * The direct charge of an attempt, with its stored key: a PaymentIntent of its own, or the leg's
 * former one confirmed with a fresh clone (the former clone was used up by its attempt).
 * https://docs.stripe.com/connect/direct-charges-multiple-accounts
 */
export function sendCharge(task: LegTask, clone: AccountMethodId): Promise<AnsweredIntent> {
  const { paymentIntents } = accountStripe(task.accountId);
  const write = { key: task.chargeKey, subject: subjectOf(task) };
  if (confirmsAnew(task)) {
    if (!task.paymentIntentId) throw new Error(`${task.attemptId} has no PaymentIntent to confirm`);
    return paymentIntents.confirm(
      task.paymentIntentId,
      {
        payment_method: clone,
        ...presence(task),
        // A bank account may pay in place of the card that the PaymentIntent was made for.
        allowed_payment_method_types: [task.methodType],
      },
      write,
    );
  }
  return paymentIntents.create(
    {
      amount: task.amount,
      currency: task.currency,
      payment_method: clone,
      confirm: true,
      ...presence(task),
      // Held first, and taken when every seller's part is. The fee is taken with the capture.
      // https://docs.stripe.com/payments/place-a-hold-on-a-payment-method
      ...(task.policy === 'all_or_nothing' ? { capture_method: 'manual' } : {}),
      allowed_payment_method_types: [task.methodType],
      // A bank account's mandate was copied with it; Stripe takes it by itself. Suffixes are of cards.
      // https://docs.stripe.com/payments/ach-direct-debit
      ...(task.methodType === 'card' ? { statement_descriptor_suffix: task.orderNumber } : {}),
      ...(task.feeAmount > 0 ? { application_fee_amount: task.feeAmount } : {}),
      metadata: {
        order: task.orderId,
        leg: task.legId,
        attempt: task.attemptId,
        buyer: task.buyerId,
      },
    },
    write,
  );
}

/**
 * Whether the bank may ask for the buyer, and how: `use_stripe_sdk` keeps it in our page; with an
 * address alone the bank gets a page of its own and sends the buyer back to the order.
 * https://docs.stripe.com/api/payment_intents/confirm
 */
function presence({ confirmation, orderId, legId }: LegTask) {
  if (!isOnSession(confirmation)) return { off_session: true } as const;
  return {
    return_url: `${config().appUrl.origin}/orders/${orderId}?leg=${legId}`,
    ...(confirmation === 'in_page' ? { use_stripe_sdk: true } : {}),
  };
}
