import { IdLine, UnderneathLine } from '@/components/inspector/underneath-line';
import { Details } from '@/components/ui/details';
import type { SubscriptionView } from '@/lib/model/subscription-views';

/** The objects of a subscription at Stripe. */
export function SubscriptionUnderneath({
  subscription: { underneath, seller, invoices },
}: {
  readonly subscription: SubscriptionView;
}) {
  const last = invoices[0];
  const ids = [
    ['Account', underneath.accountId],
    ['Subscription', underneath.subscriptionId],
    ['Clone that pays', underneath.methodId],
    ['Last invoice', last?.id ?? null],
    ['Its PaymentIntent', last?.paymentIntentId ?? null],
    ['Its charge', last?.chargeId ?? null],
  ] as const;
  return (
    <div lang="en" dir="ltr" className="print:hidden">
      <Details summary="Look underneath" tone="under">
        <p className="mb-3 text-ink-soft">
          A copy of the saved card is kept on {seller.name}’s own account, at a Customer there, and
          Stripe charges it by itself when an invoice falls due. When the card changes, the copy is
          replaced.
        </p>
        <dl className="space-y-1">
          <UnderneathLine name="Status at Stripe">{underneath.status ?? 'none'}</UnderneathLine>
          <UnderneathLine name="Application fee">
            {underneath.feePercent} of each invoice
          </UnderneathLine>
          {ids.map(([name, id]) => (
            <IdLine key={name} name={name} id={id} of={seller.name} />
          ))}
        </dl>
      </Details>
    </div>
  );
}
