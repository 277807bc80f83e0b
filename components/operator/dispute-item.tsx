import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { Price } from '@/components/ui/price';
import { ProblemCodes } from '@/components/ui/problem-codes';
import { Time } from '@/components/ui/time';
import type { DisputeRow } from '@/lib/model/after-sale';
import { OrderName } from './order-name';

/** A dispute about anybody's payment: how it stands, why, and what happens next. */
export function DisputeItem({ dispute }: { readonly dispute: DisputeRow }) {
  const title = `dispute-title-${dispute.id}`;
  return (
    <li>
      <Card as="article" aria-labelledby={title} className="space-y-3">
        <div className="flex items-start justify-between gap-x-4">
          <div className="min-w-0 flex-1">
            <h3 id={title} className="font-semibold">
              <OrderName {...dispute} number={dispute.orderNumber} />
            </h3>
            <p className="text-sm text-ink-soft">{dispute.buyer}</p>
          </div>
          <div className="flex shrink-0 flex-col items-end gap-1.5">
            <Price price={dispute.amount} className="text-lg font-semibold" />
            <Badge tone={dispute.open ? 'caution' : 'neutral'}>{dispute.statusText}</Badge>
          </div>
        </div>
        <p className="text-sm">{dispute.reasonText}</p>
        <p className="text-sm text-ink-soft">
          {dispute.next}
          {dispute.open && dispute.dueBy ? (
            <>
              {' '}
              {dispute.answeredBy} may answer until <Time iso={dispute.dueBy} /> UTC.
            </>
          ) : null}
        </p>
        <div className="text-sm">
          <ProblemCodes
            codes={[
              ['Account', dispute.accountId],
              ['Dispute', dispute.accountDisputeId],
            ]}
          />
        </div>
      </Card>
    </li>
  );
}
