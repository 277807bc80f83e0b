import Link from 'next/link';
import { LegUnderneath } from '@/components/orders/leg-underneath';
import { LegStateBadge } from '@/components/orders/state-badge';
import { Card } from '@/components/ui/card';
import { Price } from '@/components/ui/price';
import { ProblemCodes } from '@/components/ui/problem-codes';
import { Time } from '@/components/ui/time';
import type { OperatorOrderView } from '@/lib/model/operator-orders';
import type { LegView } from '@/lib/model/order-views';
import { DisputeLine } from './dispute-line';
import { RefundLine } from './refund-line';

interface OperatorLegProps {
  readonly leg: LegView;
  readonly driver: OperatorOrderView['drivers'][LegView['id']] | undefined;
}

/** One seller's part of anybody's order: where it stands, what was tried, what came after. */
export function OperatorLeg({ leg, driver }: OperatorLegProps) {
  const title = `leg-${leg.id}`;
  const { refunds, disputes, refunded } = leg.afterSale;
  return (
    <Card as="article" aria-labelledby={title} className="space-y-4">
      <div className="flex items-start justify-between gap-4">
        <h2 id={title} className="font-semibold">
          {driver ? (
            <Link
              href={`/operator/accounts/${driver.sellerId}`}
              className="inline-flex min-h-6 items-center underline underline-offset-4"
            >
              {leg.seller.name}
            </Link>
          ) : (
            leg.seller.name
          )}
        </h2>
        <div className="flex shrink-0 flex-col items-end gap-1.5">
          <Price price={leg.amount} className="text-lg font-semibold" />
          <LegStateBadge state={leg.state} text={leg.stateText} />
        </div>
      </div>
      <dl className="grid gap-x-8 gap-y-2 text-sm sm:grid-cols-2">
        <div>
          <dt className="text-ink-soft">Goods</dt>
          <dd>{leg.lines.map(({ quantity, name }) => `${quantity} × ${name}`).join(', ')}</dd>
        </div>
        <div>
          <dt className="text-ink-soft">Application fee</dt>
          <dd>
            <Price price={leg.fee} />
          </dd>
        </div>
        <div>
          <dt className="text-ink-soft">Recovery point</dt>
          <dd>
            <code className="font-mono text-xs">{leg.state}</code>, attempt {leg.attempts.length}
            {driver?.until ? (
              <>
                , held until <Time iso={driver.until} /> UTC
              </>
            ) : null}
          </dd>
        </div>
        <div>
          <dt className="text-ink-soft">Paid</dt>
          <dd>
            {leg.paidAt ? (
              <>
                <Time iso={leg.paidAt} /> UTC
              </>
            ) : (
              'Not so far'
            )}
            {refunded ? (
              <>
                , <Price price={refunded} /> given back
              </>
            ) : null}
          </dd>
        </div>
      </dl>
      {refunds.length + disputes.length > 0 ? (
        <ul className="space-y-2 text-sm">
          {disputes.map((dispute) => (
            <DisputeLine key={dispute.id} dispute={dispute} />
          ))}
          {refunds.map((refund) => (
            <RefundLine key={refund.id} refund={refund} />
          ))}
        </ul>
      ) : null}
      <div className="text-sm">
        <ProblemCodes
          codes={[
            ['Leg', leg.id],
            ['Code', leg.problem?.code],
            ['Decline code', leg.problem?.declineCode],
            ['Request', leg.problem?.requestId],
          ]}
        />
      </div>
      <LegUnderneath leg={leg} />
    </Card>
  );
}
