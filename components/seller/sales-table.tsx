import Link from 'next/link';
import { saleTone, saleWords } from '@/components/desk/sale-tone';
import { Badge } from '@/components/ui/badge';
import { Price } from '@/components/ui/price';
import { Time } from '@/components/ui/time';
import type { SaleRow } from '@/lib/model/seller';

interface SalesTableProps {
  readonly rows: readonly SaleRow[];
  readonly caption: string;
  /** Where the page itself says who pays, and for what plan. */
  readonly ofSubscriber?: boolean;
}

/** Sales as rows of one height, whatever they say; the rest of each is a page of its own. */
export function SalesTable({ rows, caption, ofSubscriber = false }: SalesTableProps) {
  return (
    <table className="w-full table-fixed text-left text-sm">
      <caption className="sr-only">{caption}</caption>
      <thead className="border-b border-line text-ink-soft">
        <tr>
          <th scope="col" className="py-2 pr-3 font-medium">
            Sale
          </th>
          {ofSubscriber ? null : (
            <th scope="col" className="hidden w-36 py-2 pr-3 font-medium md:table-cell">
              Buyer
            </th>
          )}
          <th scope="col" className="hidden w-56 py-2 pr-3 font-medium lg:table-cell">
            Paid with
          </th>
          <th scope="col" className="hidden w-24 py-2 pr-3 text-right font-medium sm:table-cell">
            Fee
          </th>
          <th scope="col" className="w-32 py-2 text-right font-medium sm:w-40">
            Amount
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} className="h-18 border-b border-line align-middle">
            <th scope="row" className="py-2 pr-3 font-normal">
              <p className="truncate font-medium">
                <Link
                  href={`/seller/sales/${row.id}`}
                  className="inline-flex min-h-6 items-center underline underline-offset-4"
                >
                  {row.number || 'Subscription'}
                </Link>
                {ofSubscriber ? null : <span className="font-normal">, {row.title}</span>}
              </p>
              <p className="truncate text-ink-soft">
                <Time iso={row.at} />
                {row.ofSubscription && !ofSubscriber ? ', subscription' : null}
              </p>
            </th>
            {ofSubscriber ? null : (
              <td className="hidden truncate py-2 pr-3 md:table-cell">{row.buyer}</td>
            )}
            <td className="hidden truncate py-2 pr-3 lg:table-cell">{row.card}</td>
            <td className="hidden py-2 pr-3 text-right sm:table-cell">
              <Price price={row.fee} />
            </td>
            <td className="py-2 text-right">
              <Price price={row.amount} className="block font-medium" />
              <Badge tone={saleTone(row)}>{saleWords(row)}</Badge>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
