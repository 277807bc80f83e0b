import Link from 'next/link';
import { Time } from '@/components/ui/time';
import type { AccountRow } from '@/lib/model/operator';
import { AccountBadge, AccountHealth } from './account-health';

/** Connected accounts as rows, with their health. */
export function AccountsTable({ rows }: { readonly rows: readonly AccountRow[] }) {
  return (
    <table className="w-full table-fixed text-left text-sm">
      <caption className="sr-only">Connected accounts</caption>
      <thead className="border-b border-line text-ink-soft">
        <tr>
          <th scope="col" className="py-2 pr-3 font-medium">
            Account
          </th>
          <th scope="col" className="hidden w-20 py-2 pr-3 text-right font-medium sm:table-cell">
            Goods
          </th>
          <th scope="col" className="hidden w-28 py-2 pr-3 text-right font-medium md:table-cell">
            Subscriptions
          </th>
          <th scope="col" className="hidden w-44 py-2 pr-3 font-medium lg:table-cell">
            Last event (UTC)
          </th>
          <th scope="col" className="w-36 py-2 text-right font-medium sm:w-48">
            Health
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.sellerId} className="border-b border-line align-top">
            <th scope="row" className="py-3 pr-3 font-normal">
              <p className="font-medium">
                <Link
                  href={`/operator/accounts/${row.sellerId}`}
                  className="inline-flex min-h-6 items-center underline underline-offset-4"
                >
                  {row.name}
                </Link>
                <span className="font-normal text-ink-soft">, {row.country}</span>
              </p>
              <p className="font-mono text-xs break-all text-ink-soft">
                {row.accountId ?? 'no account'}
              </p>
              <p className="text-ink-soft md:hidden">
                {row.goods} goods, {row.subscriptions} subscriptions
              </p>
              <p className="text-ink-soft lg:hidden">
                {row.lastEventAt ? (
                  <>
                    last event <Time iso={row.lastEventAt} /> UTC
                  </>
                ) : (
                  'no event yet'
                )}
              </p>
            </th>
            <td className="hidden py-3 pr-3 text-right tabular-nums sm:table-cell">{row.goods}</td>
            <td className="hidden py-3 pr-3 text-right tabular-nums md:table-cell">
              {row.subscriptions}
            </td>
            <td className="hidden py-3 pr-3 lg:table-cell">
              {row.lastEventAt ? <Time iso={row.lastEventAt} /> : 'None yet'}
            </td>
            <td className="py-3 text-right">
              <AccountBadge state={row.state} />
              <p className="mt-1 text-xs text-ink-soft">
                <AccountHealth account={row} />
              </p>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
