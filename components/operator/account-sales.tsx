import Link from 'next/link';
import { saleTone, saleWords } from '@/components/desk/sale-tone';
import { Badge } from '@/components/ui/badge';
import { Price } from '@/components/ui/price';
import { Time } from '@/components/ui/time';
import type { SaleRow } from '@/lib/model/seller';

/** A few of an account's sales. */
export function AccountSales({ rows }: { readonly rows: readonly SaleRow[] }) {
  return (
    <ul className="divide-y divide-line">
      {rows.map((row) => (
        <li key={row.id} className="flex items-start justify-between gap-4 py-3 text-sm">
          <div className="min-w-0">
            <p className="truncate">
              {row.ofSubscription ? (
                <span className="font-medium">{row.number || 'Subscription'}</span>
              ) : (
                <Link
                  href={`/operator/orders?find=${row.id}`}
                  className="inline-flex min-h-6 items-center font-medium underline underline-offset-4"
                >
                  {row.number}
                </Link>
              )}
              , {row.title}
            </p>
            <p className="text-ink-soft">
              <Time iso={row.at} />, fee <Price price={row.fee} />
            </p>
          </div>
          <div className="flex shrink-0 flex-col items-end gap-1">
            <Price price={row.amount} className="font-medium" />
            <Badge tone={saleTone(row)}>{saleWords(row)}</Badge>
          </div>
        </li>
      ))}
    </ul>
  );
}
