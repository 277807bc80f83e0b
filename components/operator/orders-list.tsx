import Link from 'next/link';
import { LegStateBadge } from '@/components/orders/state-badge';
import { Price } from '@/components/ui/price';
import { Time } from '@/components/ui/time';
import type { OperatorOrderRow } from '@/lib/model/operator-orders';

/** Orders of all buyers, each with its legs. */
export function OrdersList({ rows }: { readonly rows: readonly OperatorOrderRow[] }) {
  return (
    <ul className="divide-y divide-line border-y border-line">
      {rows.map((row) => (
        <li key={row.id} className="grid gap-x-6 gap-y-2 py-4 text-sm md:grid-cols-[16rem_1fr]">
          <div className="min-w-0">
            <p className="font-medium">
              <Link
                href={`/operator/orders/${row.id}`}
                className="inline-flex min-h-6 items-center underline underline-offset-4"
              >
                {row.number}
              </Link>
            </p>
            <p className="text-ink-soft">
              <Time iso={row.createdAt} /> UTC
            </p>
            <p className="truncate text-ink-soft" title={row.email}>
              {row.buyer}, {row.email}
            </p>
          </div>
          <ul className="min-w-0 space-y-1.5">
            {row.legs.map((leg) => (
              <li key={leg.id} className="flex items-center justify-between gap-3">
                <span className="min-w-0 truncate">{leg.seller}</span>
                <span className="flex shrink-0 items-center gap-3">
                  <Price price={leg.amount} />
                  <span className="flex justify-end sm:w-44">
                    <LegStateBadge state={leg.state} text={leg.stateText} />
                  </span>
                </span>
              </li>
            ))}
            {row.plans > 0 ? (
              <li className="text-ink-soft">
                {row.plans === 1 ? '1 subscription began' : `${row.plans} subscriptions began`} with
                it
              </li>
            ) : null}
          </ul>
        </li>
      ))}
    </ul>
  );
}
