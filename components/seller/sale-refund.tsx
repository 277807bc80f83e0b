import { DecideRefund } from '@/components/desk/decide-refund';
import { RefundCodes } from '@/components/orders/refund-codes';
import { refundTone } from '@/components/orders/refund-tone';
import { Alert } from '@/components/ui/alert';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { Price } from '@/components/ui/price';
import { Time } from '@/components/ui/time';
import type { RefundView } from '@/lib/model/after-sale';

interface SaleRefundProps {
  readonly refund: RefundView;
  /** The order's number. */
  readonly order: string;
  /** False where Stripe would refuse it. */
  readonly grantable: boolean;
}

/** A refund of one sale: asked for and to be decided, or what came of it. */
export function SaleRefund({ refund, order, grantable }: SaleRefundProps) {
  const { problem } = refund;
  return (
    <li>
      <Card
        as="article"
        aria-label={`Refund ${refund.number} of ${order}`}
        className="space-y-3 text-sm"
      >
        <div className="flex items-start justify-between gap-4">
          <div>
            <Price price={refund.amount} className="text-lg font-semibold" />
            <p className="text-ink-soft">
              {refund.reasonText}, <Time iso={refund.askedAt} /> UTC
            </p>
          </div>
          <Badge tone={refundTone(refund.state)}>{refund.stateText}</Badge>
        </div>
        {refund.note ? (
          <p>
            The buyer: <q className="break-words whitespace-pre-line">{refund.note}</q>
          </p>
        ) : null}
        {refund.answer ? (
          <p>
            Answer to the buyer: <q className="break-words whitespace-pre-line">{refund.answer}</q>
          </p>
        ) : null}
        {problem ? (
          <Alert tone="danger" title={problem.message}>
            {problem.advice}
          </Alert>
        ) : null}
        {refund.state === 'requested' ? (
          <DecideRefund
            refundId={refund.id}
            amount={refund.amount.text}
            order={order}
            grantable={grantable}
          />
        ) : null}
        <RefundCodes refund={refund} />
      </Card>
    </li>
  );
}
