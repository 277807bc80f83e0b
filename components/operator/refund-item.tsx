import { DecideRefund } from '@/components/desk/decide-refund';
import { TryAgain } from '@/components/desk/try-again';
import { refundTone } from '@/components/orders/refund-tone';
import { RefundCodes } from '@/components/orders/refund-codes';
import { Alert } from '@/components/ui/alert';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { Price } from '@/components/ui/price';
import { Time } from '@/components/ui/time';
import type { RefundRow } from '@/lib/model/after-sale';
import { OrderName } from './order-name';

/** One refund with all that is needed to decide on it; once decided, what came of it. */
export function RefundItem({ refund }: { readonly refund: RefundRow }) {
  const { problem } = refund;
  const title = `refund-title-${refund.id}`;
  return (
    <li>
      <Card as="article" aria-labelledby={title} className="space-y-4">
        <div className="flex items-start justify-between gap-x-4">
          <div className="min-w-0 flex-1">
            <h3 id={title} className="font-semibold">
              <OrderName {...refund} number={refund.orderNumber} />
            </h3>
            <p className="text-sm text-ink-soft">
              {refund.buyer}, <Time iso={refund.askedAt} /> UTC
            </p>
          </div>
          <div className="flex shrink-0 flex-col items-end gap-1.5">
            <Price price={refund.amount} className="text-lg font-semibold" />
            <Badge tone={refundTone(refund.state)}>{refund.stateText}</Badge>
            {refund.isMember ? <Badge>Plus member</Badge> : null}
          </div>
        </div>
        <p className="text-sm">
          <span className="font-medium">{refund.reasonText}.</span>
          {refund.note ? (
            <>
              {' '}
              <q className="break-words whitespace-pre-line">{refund.note}</q>
            </>
          ) : null}
        </p>
        <dl className="flex flex-wrap gap-x-8 gap-y-2 text-sm">
          <div>
            <dt className="text-ink-soft">Paid</dt>
            <dd>
              <Price price={refund.legAmount} /> with {refund.card}
            </dd>
          </div>
          {refund.refunded ? (
            <div>
              <dt className="text-ink-soft">Given back so far</dt>
              <dd>
                <Price price={refund.refunded} />
              </dd>
            </div>
          ) : null}
          {refund.decidedAt ? (
            <div>
              <dt className="text-ink-soft">
                {refund.state === 'declined' ? 'Declined by' : 'Granted by'}
              </dt>
              <dd>
                {refund.decidedBy}, <Time iso={refund.decidedAt} /> UTC
              </dd>
            </div>
          ) : null}
        </dl>
        {refund.answer ? (
          <p className="text-sm">
            Answer to the buyer: <q className="break-words whitespace-pre-line">{refund.answer}</q>
          </p>
        ) : null}
        {problem ? (
          <Alert tone="danger" title={problem.message}>
            {problem.advice}
          </Alert>
        ) : null}
        {refund.warning ? <Alert tone="caution">{refund.warning}</Alert> : null}
        {refund.state === 'requested' ? (
          <DecideRefund
            refundId={refund.id}
            amount={refund.amount.text}
            order={`${refund.orderNumber}, ${refund.seller}`}
            grantable={refund.warning === null}
          />
        ) : null}
        {refund.canSendAgain ? (
          <TryAgain
            work={{ refundId: refund.id }}
            what={`${refund.amount.text} of ${refund.orderNumber}, ${refund.seller}`}
          />
        ) : null}
        <div className="text-sm">
          <RefundCodes refund={refund} accountId={refund.accountId} />
        </div>
      </Card>
    </li>
  );
}
