import { Badge } from '@/components/ui/badge';
import { words } from '@/lib/language/request';
import type { OrderId } from '@/lib/model/ids';
import type { LegView } from '@/lib/model/order-views';
import { AskRefund } from './ask-refund';
import { DisputeNote } from './dispute-note';
import { RefundNote } from './refund-note';

/** What came after the payment of one seller: refunds, disputes, and the way to ask for money back. */
export async function LegAfterSale({
  orderId,
  leg,
}: {
  readonly orderId: OrderId;
  readonly leg: LegView;
}) {
  const t = await words('orders');
  const { refunds, disputes, rest, cannotAsk } = leg.afterSale;
  if (leg.state !== 'paid' && refunds.length === 0 && disputes.length === 0) return null;
  return (
    <div className="space-y-3">
      {disputes.map((dispute) => (
        <DisputeNote key={dispute.id} dispute={dispute} />
      ))}
      {refunds.length > 0 ? (
        <ul aria-label={t('refundsOf', { seller: leg.seller.name })} className="space-y-3">
          {refunds.map((refund) => (
            <li key={refund.id}>
              <RefundNote refund={refund} />
            </li>
          ))}
        </ul>
      ) : null}
      {rest ? (
        <AskRefund
          // Another refund starts with an empty form.
          key={refunds.length}
          summary={t('askRefund')}
          name={leg.id}
          path={`/api/orders/${orderId}/legs/${leg.id}/refunds`}
          focus={`leg-${leg.id}`}
          seller={leg.seller.name}
          most={rest}
          number={refunds.length + 1}
        />
      ) : cannotAsk && disputes.length + refunds.length > 0 ? (
        <p className="text-sm text-ink-soft print:hidden">{cannotAsk}</p>
      ) : null}
    </div>
  );
}

/** Refunded or in part, beside the badge of the payment; nothing when nothing is. */
export function RefundedBadge({ leg }: { readonly leg: LegView }) {
  const { factText } = leg.afterSale;
  return factText ? <Badge tone="neutral">{factText}</Badge> : null;
}
