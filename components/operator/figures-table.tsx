import { Price } from '@/components/ui/price';
import type { CurrencyFigures } from '@/lib/model/operator';

/** What was sold, kept and given back, a row for each currency. */
export function FiguresTable({
  rows,
  caption,
}: {
  readonly rows: readonly CurrencyFigures[];
  readonly caption: string;
}) {
  return (
    <table className="w-full text-left text-sm">
      <caption className="sr-only">{caption}</caption>
      <thead className="border-b border-line text-ink-soft">
        <tr>
          <th scope="col" className="py-2 pr-3 font-medium">
            Currency
          </th>
          <th scope="col" className="py-2 pr-3 text-right font-medium">
            Sold
          </th>
          <th scope="col" className="py-2 text-right font-medium">
            Fees kept
          </th>
          <th scope="col" className="hidden py-2 pl-3 text-right font-medium sm:table-cell">
            Given back
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.currency} className="border-b border-line align-top">
            <th scope="row" className="py-3 pr-3 font-medium">
              {row.currency.toUpperCase()}
              <span className="block font-normal text-ink-soft">
                {row.sales === 1 ? '1 sale' : `${row.sales} sales`}
              </span>
            </th>
            <td className="py-3 pr-3 text-right">
              <Price price={row.sold} />
              {row.refunded.amount > 0 ? (
                <span className="block text-ink-soft sm:hidden">
                  <Price price={row.refunded} /> back
                </span>
              ) : null}
            </td>
            <td className="py-3 text-right font-semibold">
              <Price price={row.fees} />
            </td>
            <td className="hidden py-3 pl-3 text-right sm:table-cell">
              <Price price={row.refunded} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
