import Link from 'next/link';
import { Card } from '@/components/ui/card';
import { Fact } from '@/components/ui/fact';
import { Picture } from '@/components/ui/picture';
import { words } from '@/lib/language/request';
import type { SubscriptionView } from '@/lib/model/subscription-views';
import { dayOf } from './day';

/** What it is, from whom, what it costs and when, and which card pays it. */
export async function SubscriptionFacts({
  subscription: it,
}: {
  readonly subscription: SubscriptionView;
}) {
  const t = await words('subscriptions');
  return (
    <Card as="section" aria-label={t('whatYouPay')} className="space-y-5">
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
      <dl className="grid gap-x-8 gap-y-4 text-sm sm:grid-cols-2 [&_dd]:font-medium">
        <Fact name={t('seller')}>
          <Link
            href={`/sellers/${it.seller.slug}`}
            className="relative inline-block underline underline-offset-4 after:absolute after:-inset-x-1 after:-inset-y-3"
          >
            {it.seller.name}
          </Link>
        </Fact>
        <Fact name={t('nextPayment')}>
          {it.dunning
            ? t('dueNow', { amount: it.dunning.owed.text })
            : it.nextAt
              ? t('amountOn', { amount: it.nextAmount, day: dayOf(it.nextAt, t) })
              : t('noPayment')}
        </Fact>
        <Fact name={t('paysWith')}>
          {it.card.name}
          {it.card.expires ? <span className="text-ink-soft">, {it.card.expires}</span> : null}
        </Fact>
        <Fact name={t('began')}>
          {t.rich('beganWith', {
            day: dayOf(it.startedAt, t),
            link: (chunks) => (
              <Link
                href={`/orders/${it.orderId}`}
                className="relative inline-block underline underline-offset-4 after:absolute after:-inset-x-1 after:-inset-y-3"
              >
                {chunks}
              </Link>
            ),
          })}
        </Fact>
        {it.trialEnd ? <Fact name={t('freeUntilName')}>{dayOf(it.trialEnd, t)}</Fact> : null}
        {it.endedAt ? <Fact name={t('overSinceName')}>{dayOf(it.endedAt, t)}</Fact> : null}
      </dl>
    </Card>
  );
}
