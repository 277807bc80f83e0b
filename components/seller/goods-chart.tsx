import { Price } from '@/components/ui/price';
import type { GoodsSold } from '@/lib/model/seller';

/** What each thing brought: a table whose rows have a bar, so that it can be seen and read alike. */
export function GoodsChart({ goods }: { readonly goods: readonly GoodsSold[] }) {
  const most = Math.max(...goods.map(({ sold }) => sold.amount), 1);
  return (
    <table className="w-full table-fixed text-left text-sm">
      <caption className="sr-only">Sales by product, the best first</caption>
      <colgroup>
        <col />
        <col className="w-28" />
      </colgroup>
      <thead className="sr-only">
        <tr>
          <th scope="col">Product</th>
          <th scope="col">Sold</th>
        </tr>
      </thead>
      <tbody>
        {goods.map(({ key, name, countText, sold }) => (
          <tr key={key} className="align-bottom">
            <th scope="row" className="py-2 pr-3 font-normal">
              <p className="flex gap-2">
                <bdi className="min-w-0 truncate">{name ?? 'Everything else'}</bdi>{' '}
                <span className="shrink-0 text-ink-soft">{countText}</span>
              </p>
              <svg
                viewBox="0 0 100 1"
                preserveAspectRatio="none"
                aria-hidden
                className="mt-1 h-2 w-full"
              >
                <rect width="100" height="1" className="fill-sunken" />
                <rect
                  width={(100 * sold.amount) / most}
                  height="1"
                  className={name === null ? 'fill-line-strong' : 'fill-money'}
                />
              </svg>
            </th>
            <td className="py-2 text-right">
              <Price price={sold} className="font-medium" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
