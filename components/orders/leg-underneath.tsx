import { IdLine, UnderneathLine } from '@/components/inspector/underneath-line';
import { Details } from '@/components/ui/details';
import { firstLanguage } from '@/lib/language/languages';
import { Price } from '@/components/ui/price';
import type { AttemptView, LegView } from '@/lib/model/order-views';

/** The objects of one leg at Stripe: account, fee, and each attempt with its clone, charge and keys. */
export function LegUnderneath({ leg }: { readonly leg: LegView }) {
  return (
    <Details
      lang={firstLanguage}
      dir="ltr"
      summary="Look underneath"
      tone="under"
      className="print:hidden"
    >
      <p className="mb-3 text-ink-soft">
        The saved card was copied to {leg.seller.name}’s own account, and the copy was charged
        there: a direct charge, with the platform’s fee taken out of it.
      </p>
      <dl className="space-y-1">
        <IdLine name="Account" id={leg.accountId} of={leg.seller.name} />
        <UnderneathLine name="Application fee">
          <Price price={leg.fee} />
        </UnderneathLine>
      </dl>
      {leg.attempts.map((attempt) => (
        <Attempt key={attempt.number} attempt={attempt} seller={leg.seller.name} />
      ))}
    </Details>
  );
}

function Attempt({ attempt, seller }: { readonly attempt: AttemptView; readonly seller: string }) {
  const of = `${seller}, attempt ${attempt.number}`;
  return (
    <div className="mt-3 border-t border-under-line pt-3">
      <h3 className="mb-1 font-medium">Attempt {attempt.number}</h3>
      <dl className="space-y-1">
        <UnderneathLine name="Card">{attempt.card}</UnderneathLine>
        <IdLine name="Clone" id={attempt.cloneId} of={of} />
        <IdLine name="PaymentIntent" id={attempt.paymentIntentId} of={of} />
        <IdLine name="Charge" id={attempt.chargeId} of={of} />
        <IdLine name="Clone’s idempotency key" id={attempt.cloneKey} of={of} />
        <IdLine name="Charge’s idempotency key" id={attempt.chargeKey} of={of} />
        {attempt.captureKey ? (
          <>
            <IdLine name="Capture’s idempotency key" id={attempt.captureKey} of={of} />
            <IdLine name="Release’s idempotency key" id={attempt.releaseKey} of={of} />
          </>
        ) : null}
      </dl>
    </div>
  );
}
