import type { ReactNode } from 'react';
import { CopyButton } from '@/components/inspector/copy-button';
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
          <Fact name="Status at Stripe">{underneath.status ?? 'none'}</Fact>
          <Fact name="Application fee">{underneath.feePercent} of each invoice</Fact>
          {ids.map(([name, id]) => (
            <Fact key={name} name={name}>
              {id ? (
                <>
                  <code className="min-w-0 font-mono text-xs break-all">{id}</code>
                  <CopyButton text={id} label={`Copy: ${name}, ${seller.name}`} />
                </>
              ) : (
                'none'
              )}
            </Fact>
          ))}
        </dl>
      </Details>
    </div>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="flex min-h-11 flex-wrap items-center gap-x-4 sm:grid sm:grid-cols-[13rem_minmax(0,1fr)]">
      <dt className="text-ink-soft">{name}</dt>
      <dd className="flex min-w-0 items-center gap-1">{children}</dd>
    </div>
  );
}
