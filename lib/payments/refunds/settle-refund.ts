import type { AnsweredRefund } from '../../stripe/account-after-sale';
import { ownProblem } from '../../stripe/problem';
import { idOf } from '../../stripe/fields';
import type { RefundEnding, RefundTask } from './refund-progress';

type Expected = Pick<
  RefundTask,
  'refundId' | 'accountRefundId' | 'accountId' | 'chargeId' | 'amount' | 'currency' | 'metadata'
>;

/**
 * What a refund of Stripe's means for our row. It counts only when account, charge, amount, currency
 * and ids agree with ours; where they do not, the row waits in `pending` with a problem that says so,
 * and is read again. By its metadata it is known at the first answer; once we have its id, that says
 * whose it is, whatever somebody makes of the metadata.
 * https://docs.stripe.com/api/refunds/object#refund_object-status
 */
export function meaningOfRefund(answer: AnsweredRefund, ours: Expected): RefundEnding {
  const { refund } = answer;
  const accountRefundId = refund.id;
  const wrong = refundDisagreement(answer, ours);
  if (wrong) {
    console.error(`[payments] refund ${ours.refundId}: Stripe's answer was refused, ${wrong}`);
    const problem = ownProblem('answer_mismatch', `Stripe's answer was refused: ${wrong}.`);
    return { state: 'pending', accountRefundId, problem };
  }
  switch (refund.status) {
    case 'succeeded':
      return { state: 'succeeded', accountRefundId };
    case 'failed':
    case 'canceled':
      return {
        state: 'failed',
        accountRefundId,
        problem: {
          type: 'refund_failure',
          code: refund.failure_reason ?? refund.status,
          declineCode: null,
          message: `The refund ${refund.status}.`,
          requestId: null,
        },
      };
    case 'pending':
    case 'requires_action':
      return { state: 'pending', accountRefundId };
    default:
      // The SDK types the status as any text; what it does not name moved no money for certain.
      return { state: 'pending', accountRefundId };
  }
}

function refundDisagreement(
  { refund, answeredFor }: AnsweredRefund,
  ours: Expected,
): string | null {
  const charge = idOf(refund.charge);
  const pairs: readonly (readonly [name: string, theirs: unknown, ours: unknown])[] = [
    ['account', answeredFor, ours.accountId],
    ['charge', charge, ours.chargeId],
    ['amount', refund.amount, ours.amount],
    ['currency', refund.currency, ours.currency],
    ...(refund.id === ours.accountRefundId
      ? []
      : Object.entries(ours.metadata).map(
          ([name, own]) => [name, refund.metadata?.[name], own] as const,
        )),
  ];
  const wrong = pairs.find(([, theirs, own]) => theirs !== own);
  return wrong ? `${wrong[0]} is ${String(wrong[1])} and should be ${String(wrong[2])}` : null;
}
