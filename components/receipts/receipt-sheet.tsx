import Link from 'next/link';
import { PrintButton } from '@/components/orders/print-button';
import { Card } from '@/components/ui/card';
import { Fact } from '@/components/ui/fact';
import { PageHeader } from '@/components/ui/page-header';
import { Price } from '@/components/ui/price';
import { Time } from '@/components/ui/time';
import { words } from '@/lib/language/request';
import { lineText, type ReceiptView } from '@/lib/model/receipt';

interface ReceiptSheetProps {
  readonly receipt: ReceiptView;
  readonly buyer: { readonly name: string; readonly email: string };
}

/** What one seller charged, on one sheet of paper. */
export async function ReceiptSheet({ receipt, buyer }: ReceiptSheetProps) {
  const t = await words('receipts');
  const { seller } = receipt;
  return (
    <>
      <PageHeader title={t('number', { number: receipt.number })} aside={<PrintButton />}>
        <p>
          {t.rich('paidAt', {
            number: receipt.orderNumber,
            order: (chunks) => (
              <Link
                href={`/orders/${receipt.orderId}`}
                className="-my-3 inline-block py-3 underline underline-offset-4 print:no-underline"
              >
                {chunks}
              </Link>
            ),
            time: () => <Time iso={receipt.paidAt} />,
          })}
        </p>
      </PageHeader>
      <Card as="section" aria-label={t('title')} className="break-inside-avoid space-y-6">
        <dl className="grid gap-4 text-sm sm:grid-cols-2">
          <Fact name={t('soldBy')}>
            <span className="font-medium">{seller.name}</span>
            <span className="block text-ink-soft">
              {t('onSouk', { country: seller.countryName })}
            </span>
          </Fact>
          <Fact name={t('boughtBy')}>
            <span className="font-medium">{buyer.name}</span>
            <span className="block break-all text-ink-soft">{buyer.email}</span>
          </Fact>
        </dl>
        <table className="w-full text-sm">
          <caption className="sr-only">{t('whatBought')}</caption>
          <thead className="text-ink-soft">
            <tr className="border-b border-line">
              <th scope="col" className="py-2 text-start font-normal">
                {t('what')}
              </th>
              <th scope="col" className="py-2 text-end font-normal">
                {t('amount')}
              </th>
            </tr>
          </thead>
          <tbody>
            {receipt.lines.map((line, index) => (
              // The lines of an order never change.
              <tr key={index} className="border-b border-line align-top">
                <td className="py-2.5 pe-4">
                  <span className="font-medium">{line.name}</span>
                  <span className="block text-ink-soft">{lineText(line)}</span>
                </td>
                <td className="py-2.5 text-end">
                  <Price price={line.amount} />
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr className="text-base font-semibold">
              <th scope="row" className="pt-3 text-start">
                {t('paid')}
              </th>
              <td className="pt-3 text-end">
                <Price price={receipt.amount} withCode />
              </td>
            </tr>
            {receipt.refunds.map(({ amount, at }, index) => (
              <tr key={index} className="text-ink-soft">
                <th scope="row" className="pt-2 text-start font-normal">
                  {t.rich('givenBack', { time: () => <Time iso={at} /> })}
                </th>
                <td className="pt-2 text-end">
                  <bdi>−{amount.text}</bdi>
                </td>
              </tr>
            ))}
            {receipt.refunded ? (
              <tr className="font-medium">
                <th scope="row" className="pt-2 text-start">
                  {t('inAll')}
                </th>
                <td className="pt-2 text-end">
                  <bdi>−{receipt.refunded.text}</bdi>
                </td>
              </tr>
            ) : null}
          </tfoot>
        </table>
        <dl className="grid gap-4 border-t border-line pt-5 text-sm sm:grid-cols-2">
          <Fact name={t('paidWith')}>{receipt.card}</Fact>
          <Fact name={t('onStatement')}>
            <bdi>{receipt.statement}</bdi>
          </Fact>
          <Fact name={t('charge')}>
            <span className="font-mono text-xs break-all">{receipt.chargeId}</span>
          </Fact>
          <Fact name={t('account')}>
            <span className="font-mono text-xs break-all">{receipt.accountId}</span>
          </Fact>
        </dl>
      </Card>
      <p className="mt-4 text-sm text-ink-soft">{t('demo')}</p>
    </>
  );
}
