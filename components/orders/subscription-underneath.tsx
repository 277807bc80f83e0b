import { IdLine, UnderneathLine } from '@/components/inspector/underneath-line';
import { Details } from '@/components/ui/details';
import { firstLanguage } from '@/lib/language/languages';
import type { OrderSubscriptionView } from '@/lib/model/order-subscription';

/** The objects of one subscription at Stripe, all of them on the seller's own account. */
export function SubscriptionUnderneath({ of: it }: { readonly of: OrderSubscriptionView }) {
  const of = `${it.name}, ${it.seller.name}`;
  return (
    <Details
      lang={firstLanguage}
      dir="ltr"
      summary="Look underneath"
      tone="under"
      className="print:hidden"
    >
      <p className="mb-3 text-ink-soft">
        The saved card was copied to {it.seller.name}’s own account and attached to a Customer
        there, so that the Subscription can charge it again. The platform’s fee is taken out of each
        invoice.
      </p>
      <dl className="space-y-1">
        <IdLine name="Account" id={it.accountId} of={of} />
        <IdLine name="Customer" id={it.accountCustomerId} of={of} />
        <IdLine name="Subscription" id={it.accountSubscriptionId} of={of} />
        <IdLine name="Price" id={it.accountPriceId} of={of} />
        <IdLine name="First invoice" id={it.accountInvoiceId} of={of} />
        <UnderneathLine name="Application fee">{it.feeText}</UnderneathLine>
        <IdLine name="Customer’s idempotency key" id={it.customerKey} of={of} />
        <IdLine name="Subscription’s idempotency key" id={it.subscriptionKey} of={of} />
      </dl>
      {it.clones.map((clone, index) => (
        <div key={clone.cloneKey} className="mt-3 border-t border-under-line pt-3">
          <h3 className="mb-1 font-medium">Kept clone {index + 1}</h3>
          <dl className="space-y-1">
            <UnderneathLine name="Card">{clone.card}</UnderneathLine>
            <IdLine name="Clone" id={clone.accountMethodId} of={`${of}, clone ${index + 1}`} />
            <IdLine
              name="Clone’s idempotency key"
              id={clone.cloneKey}
              of={`${of}, clone ${index + 1}`}
            />
            <IdLine
              name="Attaching’s idempotency key"
              id={clone.attachKey}
              of={`${of}, clone ${index + 1}`}
            />
          </dl>
        </div>
      ))}
    </Details>
  );
}
