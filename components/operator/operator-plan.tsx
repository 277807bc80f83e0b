import { LegStateBadge } from '@/components/orders/state-badge';
import { Card } from '@/components/ui/card';
import { Price } from '@/components/ui/price';
import { ProblemCodes } from '@/components/ui/problem-codes';
import type { OperatorOrderView } from '@/lib/model/operator-orders';
import type { OrderSubscriptionView } from '@/lib/model/order-subscription';
import { DisputeLine } from './dispute-line';
import { RefundLine } from './refund-line';

interface OperatorPlanProps {
  readonly subscription: OrderSubscriptionView;
  /** Of all plans of the order. */
  readonly refunds: OperatorOrderView['refundsOfPlans'];
  readonly disputes: OperatorOrderView['disputesOfPlans'];
}

/** A subscription that began with anybody's order, with what came after its payments. */
export function OperatorPlan({ subscription, refunds, disputes }: OperatorPlanProps) {
  const given = refunds.filter(({ subscriptionId }) => subscriptionId === subscription.id);
  const disputed = disputes.filter(({ subscriptionId }) => subscriptionId === subscription.id);
  const title = `plan-${subscription.id}`;
  return (
    <Card as="article" aria-labelledby={title} className="space-y-3">
      <div className="flex items-start justify-between gap-4">
        <div>
          <h2 id={title} className="font-semibold">
            {subscription.seller.name}
          </h2>
          <p className="text-sm text-ink-soft">
            {subscription.quantity} × {subscription.name}, {subscription.card}
          </p>
        </div>
        <div className="flex shrink-0 flex-col items-end gap-1.5">
          <Price price={subscription.amount} className="text-lg font-semibold" />
          <LegStateBadge state={subscription.standing} text={subscription.stateText} />
        </div>
      </div>
      {given.length + disputed.length > 0 ? (
        <ul className="space-y-2 text-sm">
          {disputed.map((dispute) => (
            <DisputeLine key={dispute.id} dispute={dispute} of={dispute.invoice} />
          ))}
          {given.map((refund) => (
            <RefundLine key={refund.id} refund={refund} of={refund.invoice} />
          ))}
        </ul>
      ) : null}
      <div className="text-sm">
        <ProblemCodes
          codes={[
            ['Subscription', subscription.accountSubscriptionId],
            ['Account', subscription.accountId],
            ['Customer', subscription.accountCustomerId],
            ['Invoice', subscription.accountInvoiceId],
            ['Key', subscription.subscriptionKey],
          ]}
        />
      </div>
    </Card>
  );
}
