import type { AnsweredIntent } from '../stripe/account-stripe';
import type { LegTask } from './leg-progress';

/**
 * Holds Stripe's object against our own rows before anything is called paid: the account that
 * answered, amount, currency, fee, and the ids that we put into its metadata. Null when all agree,
 * else what does not, in words for the log.
 */
export function disagreement(
  { intent, answeredFor }: AnsweredIntent,
  task: Pick<
    LegTask,
    'accountId' | 'amount' | 'currency' | 'feeAmount' | 'orderId' | 'legId' | 'intentAttemptId'
  >,
): string | null {
  const pairs: readonly (readonly [name: string, theirs: unknown, ours: unknown])[] = [
    ['account', answeredFor, task.accountId],
    ['amount', intent.amount, task.amount],
    ['currency', intent.currency, task.currency],
    ['application fee', intent.application_fee_amount ?? 0, task.feeAmount],
    ['order', intent.metadata.order, task.orderId],
    ['leg', intent.metadata.leg, task.legId],
    ['attempt', intent.metadata.attempt, task.intentAttemptId],
    // Souk never runs with live keys, so an object of live mode is not ours.
    ['live mode', intent.livemode, false],
    ...(intent.status === 'requires_capture'
      ? ([['amount held', intent.amount_capturable, task.amount]] as const)
      : []),
    ...(intent.status === 'succeeded'
      ? ([['amount received', intent.amount_received, task.amount]] as const)
      : []),
  ];
  const wrong = pairs.find(([, theirs, ours]) => theirs !== ours);
  return wrong ? `${wrong[0]} is ${String(wrong[1])} and should be ${String(wrong[2])}` : null;
}
