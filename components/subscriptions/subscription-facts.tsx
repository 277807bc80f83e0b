import Link from 'next/link';
import type { ReactNode } from 'react';
import { Card } from '@/components/ui/card';
import { Picture } from '@/components/ui/picture';
import type { SubscriptionView } from '@/lib/model/subscription-views';
import { dayOf } from './day';

/** What it is, from whom, what it costs and when, and which card pays it. */
export function SubscriptionFacts({
  subscription: it,
}: {
  readonly subscription: SubscriptionView;
}) {
  return (
    <Card as="section" aria-label="What you pay for" className="space-y-5">
      <div className="flex items-center gap-4">
        <Picture src={it.picture} className="size-16 rounded-lg border border-line" />
        <div className="min-w-0 flex-1">
          <Link
            href={`/products/${it.productSlug}`}
            // The words are low, the target is not.
            className="relative inline-block font-medium underline-offset-4 after:absolute after:-inset-x-1 after:-inset-y-3 hover:underline"
          >
            {it.name}
          </Link>
          <p className="text-sm text-ink-soft">
            {it.variant ? `${it.variant} · ` : ''}
            {it.quantity} × {it.unit.text} {it.every}
          </p>
        </div>
      </div>
      <dl className="grid gap-x-8 gap-y-4 text-sm sm:grid-cols-2">
        <Fact name="Seller">
          <Link
            href={`/sellers/${it.seller.slug}`}
            className="relative inline-block underline underline-offset-4 after:absolute after:-inset-x-1 after:-inset-y-3"
          >
            {it.seller.name}
          </Link>
        </Fact>
        <Fact name="Next payment">
          {it.dunning
            ? `${it.dunning.invoice.total.text}, due now`
            : it.nextAt
              ? `${it.amount.text} on ${dayOf(it.nextAt)}`
              : 'None'}
        </Fact>
        <Fact name="Pays with">
          {it.card.name}
          {it.card.expires ? <span className="text-ink-soft">, {it.card.expires}</span> : null}
        </Fact>
        <Fact name="Began">
          {dayOf(it.startedAt)},{' '}
          <Link
            href={`/orders/${it.orderId}`}
            className="relative inline-block underline underline-offset-4 after:absolute after:-inset-x-1 after:-inset-y-3"
          >
            with this order
          </Link>
        </Fact>
        {it.trialEnd ? <Fact name="Free until">{dayOf(it.trialEnd)}</Fact> : null}
        {it.endedAt ? <Fact name="Over since">{dayOf(it.endedAt)}</Fact> : null}
      </dl>
    </Card>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt className="text-ink-soft">{name}</dt>
      <dd className="mt-0.5 font-medium">{children}</dd>
    </div>
  );
}
