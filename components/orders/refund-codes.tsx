import { ProblemCodes } from '@/components/ui/problem-codes';
import type { RefundView } from '@/lib/model/after-sale';

interface RefundCodesProps {
  readonly refund: Pick<RefundView, 'problem' | 'accountRefundId' | 'refundKey'>;
  /** The account it is on, where more than one could be meant. */
  readonly accountId?: string;
}

/** What support and engineers find a refund by, at Stripe and in a log. */
export function RefundCodes({ refund, accountId }: RefundCodesProps) {
  const { problem, accountRefundId, refundKey } = refund;
  return (
    <ProblemCodes
      codes={[
        ['Code', problem?.code],
        ['Request id', problem?.requestId],
        ['Account', accountId],
        ['Refund', accountRefundId],
        ['Idempotency key', refundKey],
      ]}
    />
  );
}
