import Link from 'next/link';
import { Picture } from '@/components/ui/picture';
import { Price } from '@/components/ui/price';
import { words } from '@/lib/language/request';
import { freeText, recurringText } from '@/lib/model/plan';
import type { CartView } from '@/lib/model/views';

interface CheckoutSummaryProps {
  readonly cart: CartView;
  /** What a bank will print for each seller, in the order of the cart's groups. */
  readonly statements: readonly string[];
}

/** What is bought from whom, as it will stand on the statement. */
export async function CheckoutSummary({ cart, statements }: CheckoutSummaryProps) {
  const [t, plan] = await Promise.all([words('checkout'), words('plan')]);
  const charges = t('charges', { count: cart.payments });
  return (
    <section
      aria-labelledby="summary-heading"
      className="rounded-2xl border border-line bg-surface"
    >
      <div className="flex items-center justify-between gap-4 border-b border-line px-5 py-3">
        <h2 id="summary-heading" className="text-lg font-semibold">
          {t('summary')}
        </h2>
        <Link
          href="/cart"
          className="inline-flex min-h-11 items-center text-sm font-medium underline underline-offset-4"
        >
          {t('changeCart')}
        </Link>
      </div>
      <ul className="divide-y divide-line">
        {cart.groups.map(({ seller, lines, subtotal }, index) => (
          <li key={seller.id} className="space-y-3 px-5 py-4">
            <div className="flex items-baseline justify-between gap-4">
              <h3 className="font-semibold">{seller.name}</h3>
              <Price price={subtotal} className="font-semibold" />
            </div>
            <ul className="space-y-2">
              {lines.map((line) => (
                <li key={line.variantId} className="flex items-center gap-3 text-sm">
                  <Picture
                    src={line.picture}
                    className="size-10 shrink-0 rounded-md border border-line"
                  />
                  <span className="min-w-0 flex-1">
                    {line.name}
                    {line.variant ? <span className="text-ink-soft">, {line.variant}</span> : null}
                    {line.quantity > 1 ? (
                      <span className="text-ink-soft"> × {line.quantity}</span>
                    ) : null}
                  </span>
                  <span className="text-end text-ink-soft">
                    <Price price={line.amount} />
                    {line.plan ? (
                      <span className="block text-xs whitespace-nowrap">
                        {line.plan.every}
                        {line.plan.trialDays > 0 ? `, ${freeText(line.plan.trialDays, plan)}` : ''}
                      </span>
                    ) : null}
                  </span>
                </li>
              ))}
            </ul>
            <p className="text-xs text-ink-soft">
              {t.rich('onStatement', {
                statement: statements[index] ?? '',
                code: (chunks) => <bdi className="font-mono">{chunks}</bdi>,
              })}
            </p>
          </li>
        ))}
      </ul>
      <dl className="border-t border-line px-5 py-4">
        <div className="flex items-baseline justify-between gap-4">
          <dt className="text-sm text-ink-soft">
            {cart.recurring.length > 0 && cart.payments > 0
              ? t('chargesNow', { charges })
              : charges}
          </dt>
          <dd className="text-end text-lg font-semibold">
            {cart.totals.map((total) => (
              <Price
                key={total.currency}
                price={total}
                withCode={cart.totals.length > 1}
                className="block"
              />
            ))}
          </dd>
        </div>
        {cart.recurring.length > 0 ? (
          <div className="mt-2 flex items-baseline justify-between gap-4 text-sm">
            <dt className="text-ink-soft">{t('then')}</dt>
            <dd className="text-end font-medium">{recurringText(cart.recurring, plan)}</dd>
          </div>
        ) : null}
      </dl>
    </section>
  );
}
