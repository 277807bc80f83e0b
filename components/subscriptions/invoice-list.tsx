import { AskRefund } from '@/components/orders/ask-refund';
import { DisputeNote } from '@/components/orders/dispute-note';
import { RefundNote } from '@/components/orders/refund-note';
import { Badge, type Tone } from '@/components/ui/badge';
import { Price } from '@/components/ui/price';
import { words } from '@/lib/language/request';
import type { InvoiceView, SubscriptionView } from '@/lib/model/subscription-views';
import { dayOf } from './day';

type InvoiceListProps = Pick<SubscriptionView, 'id' | 'invoices' | 'seller'>;

const creditWords = { used: 'creditUsed', back: 'creditBack', not_back: 'creditNotBack' } as const;

/**
 * Every invoice of a subscription, newest first, with what its bank disputes, what was given back, and
 * the way to ask for it.
 */
export async function InvoiceList({ id, invoices, seller: { name: seller } }: InvoiceListProps) {
  const t = await words('subscriptions');
  if (invoices.length === 0) {
    return <p className="text-sm text-ink-soft">{t('noPayments')}</p>;
  }
  return (
    <ul className="divide-y divide-line">
      {invoices.map((invoice) => (
        <li
          key={invoice.id}
          id={invoice.id}
          tabIndex={-1}
          className="scroll-mt-24 space-y-3 py-3 outline-none first:pt-0 last:pb-0"
        >
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
              {invoice.creditUsed ? (
                <span className="max-w-32 text-end text-sm text-ink-soft sm:max-w-none">
                  {t(creditWords[invoice.creditState], { amount: invoice.creditUsed.text })}
                </span>
              ) : null}
              <Badge tone={toneOf(invoice)}>{invoice.stateText}</Badge>
              {invoice.afterSale.factText ? (
                <Badge tone="neutral">{invoice.afterSale.factText}</Badge>
              ) : null}
            </div>
          </div>
          {invoice.afterSale.disputes.map((dispute) => (
            <DisputeNote key={dispute.id} dispute={dispute} />
          ))}
          {invoice.afterSale.refunds.map((refund) => (
            <RefundNote key={refund.id} refund={refund} />
          ))}
          <RefundOfInvoice subscription={id} invoice={invoice} seller={seller} />
        </li>
      ))}
    </ul>
  );
}

interface RefundOfInvoiceProps {
  readonly subscription: SubscriptionView['id'];
  readonly invoice: InvoiceView;
  readonly seller: string;
}

/** The way to ask for it, or why there is none; nothing of what was not paid. */
async function RefundOfInvoice({ subscription, invoice, seller }: RefundOfInvoiceProps) {
  const t = await words('subscriptions');
  const { rest, refunds, cannotAsk } = invoice.afterSale;
  if (!rest) {
    return cannotAsk ? <p className="text-sm text-ink-soft print:hidden">{cannotAsk}</p> : null;
  }
  return (
    <AskRefund
      // Another refund starts with an empty form.
      key={refunds.length}
      summary={t.rich('askRefund', {
        day: dayOf(invoice.createdAt, t),
        hidden: (chunks) => <span className="sr-only">{chunks}</span>,
      })}
      name={invoice.id}
      path={`/api/subscriptions/${subscription}/refunds`}
      invoice={invoice.id}
      focus={invoice.id}
      seller={seller}
      most={rest}
      number={refunds.length + 1}
    />
  );
}

function toneOf({ state, total }: InvoiceView): Tone {
  if (state === 'open' || state === 'uncollectible') return 'danger';
  return state === 'paid' && total.amount > 0 ? 'money' : 'neutral';
}
