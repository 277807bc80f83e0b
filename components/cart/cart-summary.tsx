'use client';

import { clsx } from 'clsx';
import { useWords } from '@/components/language/words-provider';
import { Alert } from '@/components/ui/alert';
import { ButtonLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Price } from '@/components/ui/price';
import type { CartView } from '@/lib/model/views';

/** What will be charged, by how many, and the way on. */
export function CartSummary({
  cart,
  pending,
}: {
  readonly cart: CartView;
  readonly pending: boolean;
}) {
  const t = useWords('cart');
  const charges = cart.payments;
  const again = cart.recurring.length > 0;
  return (
    <Card as="aside" aria-label={t('summary')} className="space-y-4 lg:sticky lg:top-24">
      <h2 className="font-semibold">{t('summary')}</h2>
      <dl className="space-y-2 text-sm">
        {cart.totals.map((total) => (
          <div key={total.currency} className="flex items-baseline justify-between gap-4">
            <dt className="text-ink-soft">
              {t(again ? 'dueNow' : 'total', { currency: total.currency.toUpperCase() })}
            </dt>
            <dd
              className={clsx('text-lg font-semibold transition-opacity', pending && 'opacity-50')}
            >
              <Price price={total} />
            </dd>
          </div>
        ))}
        {cart.recurring.map(({ price, every }) => (
          <div
            key={`${price.currency} ${every}`}
            className="flex items-baseline justify-between gap-4"
          >
            <dt className="text-ink-soft">
              {t('everyIn', {
                every: every.charAt(0).toUpperCase() + every.slice(1),
                currency: price.currency.toUpperCase(),
              })}
            </dt>
            <dd className={clsx('font-semibold transition-opacity', pending && 'opacity-50')}>
              <Price price={price} />
            </dd>
          </div>
        ))}
      </dl>
      <div className="rounded-xl bg-sunken px-4 py-3 text-sm">
        <p className="font-medium">
          {again && charges > 0
            ? t('chargesNow', { charges: t('charges', { count: charges }) })
            : t('charges', { count: charges })}
        </p>
        <p className="mt-1 text-ink-soft">
          {t(charges <= 1 ? 'oneSeller' : 'manySellers')} {again ? t('plansAgain') : null}
        </p>
      </div>
      {cart.canCheckOut ? (
        <ButtonLink href="/checkout" tone="money" size="lg" className="w-full">
          {t('checkOut')}
        </ButtonLink>
      ) : (
        <Alert tone="caution">{t('cannotBuy')}</Alert>
      )}
      <p className="text-xs text-ink-faint">{t('fee')}</p>
    </Card>
  );
}
