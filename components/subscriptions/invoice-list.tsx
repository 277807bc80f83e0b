import { RefundNote } from '@/components/orders/refund-note';
import { Badge, type Tone } from '@/components/ui/badge';
import { Price } from '@/components/ui/price';
import { words } from '@/lib/language/request';
import type { InvoiceView } from '@/lib/model/subscription-views';
import { dayOf } from './day';

/** Every invoice of a subscription, newest first. */
export async function InvoiceList({
  invoices,
  seller,
}: {
  readonly invoices: readonly InvoiceView[];
  readonly seller: string;
}) {
  const t = await words('subscriptions');
  if (invoices.length === 0) {
    return <p className="text-sm text-ink-soft">{t('noPayments')}</p>;
  }
  return (
    <ul className="divide-y divide-line">
      {invoices.map((invoice) => (
        <li key={invoice.id} className="space-y-3 py-3 first:pt-0 last:pb-0">
          <div className="flex items-start justify-between gap-x-4">
            <div className="min-w-0">
              <p className="font-medium">
                {dayOf(invoice.createdAt, t)}{' '}
                <span className="font-normal">· {invoice.reason}</span>
              </p>
              <p className="text-sm text-ink-soft">
                {t('period', { from: dayOf(invoice.from, t), until: dayOf(invoice.until, t) })}
                {invoice.number ? ` · ${t('number', { number: invoice.number })}` : ''}
              </p>
              {invoice.receiptUrl ? (
                <a
                  href={invoice.receiptUrl}
                  target="_blank"
                  rel="noreferrer"
                  className="-my-1 inline-flex min-h-11 items-center text-sm font-medium underline underline-offset-4"
                >
                  {t.rich('receipt', {
                    seller,
                    day: dayOf(invoice.createdAt, t),
                    hidden: (chunks) => <span className="sr-only">{chunks}</span>,
                  })}
                </a>
              ) : null}
            </div>
            <div className="flex shrink-0 flex-col items-end gap-1">
              <span className="font-semibold">
                {invoice.isCredit ? (
                  <span className="font-normal text-ink-soft">{t('credit')} </span>
                ) : null}
                <Price price={invoice.total} />
              </span>
              <Badge tone={toneOf(invoice)}>{invoice.stateText}</Badge>
              {invoice.afterSale.factText ? (
                <Badge tone="neutral">{invoice.afterSale.factText}</Badge>
              ) : null}
            </div>
          </div>
          {invoice.afterSale.refunds.map((refund) => (
            <RefundNote key={refund.id} refund={refund} />
          ))}
        </li>
      ))}
    </ul>
  );
}

function toneOf({ state, total }: InvoiceView): Tone {
  if (state === 'open' || state === 'uncollectible') return 'danger';
  return state === 'paid' && total.amount > 0 ? 'money' : 'neutral';
}
