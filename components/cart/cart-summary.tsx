import { clsx } from 'clsx';
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
  const charges = cart.payments;
  const again = cart.recurring.length > 0;
  return (
    <Card as="aside" aria-label="Summary" className="space-y-4 lg:sticky lg:top-24">
      <h2 className="font-semibold">Summary</h2>
      <dl className="space-y-2 text-sm">
        {cart.totals.map((total) => (
          <div key={total.currency} className="flex items-baseline justify-between gap-4">
            <dt className="text-ink-soft">
              {again ? 'Due now' : 'Total'} in {total.currency.toUpperCase()}
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
              {every.charAt(0).toUpperCase() + every.slice(1)} in {price.currency.toUpperCase()}
            </dt>
            <dd className={clsx('font-semibold transition-opacity', pending && 'opacity-50')}>
              <Price price={price} />
            </dd>
          </div>
        ))}
      </dl>
      <div className="rounded-xl bg-sunken px-4 py-3 text-sm">
        <p className="font-medium">
          {charges === 0
            ? 'Nothing is charged now'
            : charges === 1
              ? '1 charge'
              : `${charges} separate charges`}
          {again && charges > 0 ? ' now' : ''}
        </p>
        <p className="mt-1 text-ink-soft">
          {charges <= 1
            ? 'The seller charges your card directly, and its name stands on your statement.'
            : 'Each seller charges your card directly, in its own currency and under its own name. You still press “Pay” once.'}
          {again
            ? ' Plans are charged again by themselves until you cancel, which you can do at any time.'
            : ''}
        </p>
      </div>
      {cart.canCheckOut ? (
        <ButtonLink href="/checkout" tone="money" size="lg" className="w-full">
          Check out
        </ButtonLink>
      ) : (
        <Alert tone="caution">
          Something here cannot be bought now. Change or remove it to go on.
        </Alert>
      )}
      <p className="text-xs text-ink-faint">
        Souk’s fee is paid by the sellers. Nothing is added to these prices.
      </p>
    </Card>
  );
}
