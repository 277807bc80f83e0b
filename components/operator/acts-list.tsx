import Link from 'next/link';
import { EmptyState } from '@/components/ui/empty-state';
import { Time } from '@/components/ui/time';
import type { ActRow } from '@/lib/model/act';

const roles = { buyer: 'buyer', seller: 'seller', operator: 'operator' } as const;

/** What people did, the newest first, with the ids of what it was about. */
export function ActsList({ rows }: { readonly rows: readonly ActRow[] }) {
  return (
    <ol className="divide-y divide-line border-y border-line">
      {rows.map((row) => (
        <li key={row.id} className="grid gap-x-6 gap-y-1 py-3 text-sm md:grid-cols-[18rem_1fr]">
          <div className="min-w-0">
            <p className="font-medium">{row.text}</p>
            <p className="break-words text-ink-soft">
              {row.name ?? 'Somebody who is gone'}, {roles[row.role]}
            </p>
            <p className="text-ink-soft">
              <Time iso={row.at} /> UTC
            </p>
          </div>
          <dl className="flex min-w-0 flex-wrap content-start gap-x-4 gap-y-1 text-xs">
            {row.about.map(([name, id]) => (
              <div key={name} className="flex min-w-0 gap-1.5">
                <dt className="text-ink-soft">{name}</dt>
                <dd className="min-w-0 font-mono break-all">
                  {id === row.orderId ? (
                    <Link
                      href={`/operator/orders/${id}`}
                      className="inline-flex min-h-6 items-center underline underline-offset-4"
                    >
                      {id}
                    </Link>
                  ) : (
                    id
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ol>
  );
}

/** In place of the list, where nothing was done, or nothing of what was asked for. */
export function NoActs({ isNarrowed }: { readonly isNarrowed: boolean }) {
  return isNarrowed ? (
    <EmptyState title="None of these">Nothing was done that fits what is chosen above.</EmptyState>
  ) : (
    <EmptyState title="Nothing so far">
      The next refund decided, price changed or work tried again stands here.
    </EmptyState>
  );
}
