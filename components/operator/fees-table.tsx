import Link from 'next/link';
import { Price } from '@/components/ui/price';
import type { FeeRow } from '@/lib/model/operator';

/** Application fees, a row for each account and currency. */
export function FeesTable({ rows }: { readonly rows: readonly FeeRow[] }) {
  return (
    <table className="w-full text-left text-sm">
      <caption className="sr-only">Application fees by account and currency</caption>
      <thead className="border-b border-line text-ink-soft">
        <tr>
          <th scope="col" className="py-2 pr-3 font-medium">
            Account
          </th>
          <th scope="col" className="hidden py-2 pr-3 text-right font-medium sm:table-cell">
            Sales
          </th>
          <th scope="col" className="py-2 pr-3 text-right font-medium">
            Taken
          </th>
          <th scope="col" className="hidden py-2 pr-3 text-right font-medium sm:table-cell">
            Given back
          </th>
          <th scope="col" className="py-2 text-right font-medium">
            Left
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key} className="border-b border-line align-top">
            <th scope="row" className="py-3 pr-3 font-normal">
              <Link
                href={`/operator/accounts/${row.sellerId}`}
                className="inline-flex min-h-6 items-center font-medium underline underline-offset-4"
              >
                {row.seller}
              </Link>
              <span className="block font-mono text-xs break-all text-ink-soft">
                {row.accountId}
              </span>
              <span className="block text-ink-soft sm:hidden">
                {row.sales === 1 ? '1 sale' : `${row.sales} sales`}
              </span>
            </th>
            <td className="hidden py-3 pr-3 text-right tabular-nums sm:table-cell">{row.sales}</td>
            <td className="py-3 pr-3 text-right">
              <Price price={row.taken} />
              {row.givenBack.amount > 0 ? (
                <span className="block text-ink-soft sm:hidden">
                  less <Price price={row.givenBack} />
                </span>
              ) : null}
            </td>
            <td className="hidden py-3 pr-3 text-right sm:table-cell">
              <Price price={row.givenBack} />
            </td>
            <td className="py-3 text-right font-semibold">
              <Price price={row.left} withCode />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
