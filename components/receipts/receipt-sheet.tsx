import Link from 'next/link';
import type { ReactNode } from 'react';
import { OrderTime } from '@/components/orders/order-time';
import { PrintButton } from '@/components/orders/print-button';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { Price } from '@/components/ui/price';
import { lineText, type ReceiptView } from '@/lib/model/receipt';

interface ReceiptSheetProps {
  readonly receipt: ReceiptView;
  readonly buyer: { readonly name: string; readonly email: string };
}

/** What one seller charged, on one sheet of paper. */
export function ReceiptSheet({ receipt, buyer }: ReceiptSheetProps) {
  const { seller } = receipt;
  return (
    <>
      <PageHeader title={`Receipt ${receipt.number}`} aside={<PrintButton />}>
        <p>
          <Link
            href={`/orders/${receipt.orderId}`}
            className="-my-3 inline-block py-3 underline underline-offset-4 print:no-underline"
          >
            Order {receipt.orderNumber}
          </Link>{' '}
          · paid <OrderTime iso={receipt.paidAt} /> UTC
        </p>
      </PageHeader>
      <Card as="section" aria-label="Receipt" className="break-inside-avoid space-y-6">
        <dl className="grid gap-4 text-sm sm:grid-cols-2">
          <Fact name="Sold and charged by">
            <span className="font-medium">{seller.name}</span>
            <span className="block text-ink-soft">{seller.countryName}, on Souk</span>
          </Fact>
          <Fact name="Bought by">
            <span className="font-medium">{buyer.name}</span>
            <span className="block break-all text-ink-soft">{buyer.email}</span>
          </Fact>
        </dl>
        <table className="w-full text-sm">
          <caption className="sr-only">What was bought</caption>
          <thead className="text-left text-ink-soft">
            <tr className="border-b border-line">
              <th scope="col" className="py-2 font-normal">
                What
              </th>
              <th scope="col" className="py-2 text-right font-normal">
                Amount
              </th>
            </tr>
          </thead>
          <tbody>
            {receipt.lines.map((line, index) => (
              // The lines of an order never change.
              <tr key={index} className="border-b border-line align-top">
                <td className="py-2.5 pr-4">
                  <span className="font-medium">{line.name}</span>
                  <span className="block text-ink-soft">{lineText(line)}</span>
                </td>
                <td className="py-2.5 text-right">
                  <Price price={line.amount} />
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr className="text-base font-semibold">
              <th scope="row" className="pt-3 text-left">
                Paid
              </th>
              <td className="pt-3 text-right">
                <Price price={receipt.amount} withCode />
              </td>
            </tr>
            {receipt.refunds.map(({ amount, at }, index) => (
              <tr key={index} className="text-ink-soft">
                <th scope="row" className="pt-2 text-left font-normal">
                  Given back, <OrderTime iso={at} /> UTC
                </th>
                <td className="pt-2 text-right">−{amount.text}</td>
              </tr>
            ))}
            {receipt.refunded ? (
              <tr className="font-medium">
                <th scope="row" className="pt-2 text-left">
                  Given back in all
                </th>
                <td className="pt-2 text-right">−{receipt.refunded.text}</td>
              </tr>
            ) : null}
          </tfoot>
        </table>
        <dl className="grid gap-4 border-t border-line pt-5 text-sm sm:grid-cols-2">
          <Fact name="Paid with">{receipt.card}</Fact>
          <Fact name="On your statement">{receipt.statement}</Fact>
          <Fact name="Charge">
            <span className="font-mono text-xs break-all">{receipt.chargeId}</span>
          </Fact>
          <Fact name="Seller’s account">
            <span className="font-mono text-xs break-all">{receipt.accountId}</span>
          </Fact>
        </dl>
      </Card>
      <p className="mt-4 text-sm text-ink-soft">
        Souk is a demo: nothing was sold and no money moved.
      </p>
    </>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt className="text-ink-soft">{name}</dt>
      <dd className="mt-0.5">{children}</dd>
    </div>
  );
}
