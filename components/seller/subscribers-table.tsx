import Link from 'next/link';
import { Badge, type Tone } from '@/components/ui/badge';
import { Day } from '@/components/ui/day';
import { Price } from '@/components/ui/price';
import type { SubscriberRow, SubscriberStanding } from '@/lib/model/seller';

const tones: Readonly<Record<SubscriberStanding, Tone>> = {
  paying: 'money',
  ending: 'neutral',
  owing: 'caution',
  over: 'neutral',
};

/** How a subscription stands, in a word. */
export function StandingBadge({
  standing,
  statusText,
}: Pick<SubscriberRow, 'standing' | 'statusText'>) {
  return <Badge tone={tones[standing]}>{statusText}</Badge>;
}

/** Subscribers as rows of one height, as sales are; the rest of each is a page of its own. */
export function SubscribersTable({ rows }: { readonly rows: readonly SubscriberRow[] }) {
  return (
    <table className="w-full table-fixed text-left text-sm">
      <caption className="sr-only">Subscribers</caption>
      <thead className="border-b border-line text-ink-soft">
        <tr>
          <th scope="col" className="py-2 pr-3 font-medium">
            Subscriber
          </th>
          <th scope="col" className="hidden w-56 py-2 pr-3 font-medium lg:table-cell">
            Pays with
          </th>
          <th scope="col" className="hidden w-40 py-2 pr-3 font-medium sm:table-cell">
            Next
          </th>
          <th scope="col" className="w-36 py-2 text-right font-medium sm:w-44">
            For a period
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} className="h-18 border-b border-line align-middle">
            <th scope="row" className="py-2 pr-3 font-normal">
              <p className="truncate font-medium">
                <Link
                  href={`/seller/subscribers/${row.id}`}
                  className="inline-flex min-h-6 items-center underline underline-offset-4"
                >
                  {row.buyer}
                </Link>
              </p>
              <p className="truncate text-ink-soft">{row.title}</p>
              {row.nextAt ? (
                <p className="text-ink-soft sm:hidden">
                  {row.ends ? 'Ends' : 'Next'} <Day iso={row.nextAt} />
                </p>
              ) : null}
            </th>
            <td className="hidden truncate py-2 pr-3 lg:table-cell">{row.card}</td>
            <td className="hidden py-2 pr-3 sm:table-cell">
              {row.nextAt ? <Day iso={row.nextAt} /> : 'Nothing'}
            </td>
            <td className="py-2 text-right">
              <span className="block truncate">
                <Price price={row.amount} className="font-medium" />{' '}
                <span className="text-ink-soft">{row.every}</span>
              </span>
              <StandingBadge standing={row.standing} statusText={row.statusText} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
