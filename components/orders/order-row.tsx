import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { Badge } from '@/components/ui/badge';
import { Picture } from '@/components/ui/picture';
import { Time } from '@/components/ui/time';
import { formatList } from '@/lib/language/formats';
import { words } from '@/lib/language/request';
import type { Words } from '@/lib/language/words';
import { assertNever } from '@/lib/model/assert-never';
import type { OrderRow as Row } from '@/lib/model/order-views';
import type { OrderStatus } from '@/lib/model/status';
import { orderTone } from './state-badge';

/** One order in the list; the whole row is the target of its one link. */
export async function OrderRow({ order }: { readonly order: Row }) {
  const [t, states] = await Promise.all([words('orders'), words('states')]);
  return (
    <li className="relative flex items-center gap-4 rounded-2xl border border-line bg-surface p-4 transition-colors focus-within:border-line-strong hover:border-line-strong sm:p-5">
      <span className="flex shrink-0 -space-x-4 rtl:space-x-reverse">
        {order.pictures.slice(0, 3).map((picture, index) => (
          <Picture
            key={index}
            src={picture}
            className="size-12 rounded-lg border-2 border-surface sm:size-14"
          />
        ))}
      </span>
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Link
            href={`/orders/${order.id}`}
            className="font-semibold after:absolute after:inset-0 after:rounded-2xl"
          >
            {order.number}
          </Link>
          <Badge tone={orderTone(order.status)}>{wordOf(order.status, states)}</Badge>
        </div>
        <p className="mt-1 truncate text-sm">{formatList(order.sellers, t.language)}</p>
        <p className="mt-0.5 text-sm text-ink-soft">
          <Time iso={order.createdAt} /> · {t('pieces', { count: order.pieces })}
        </p>
        <p className="mt-1 text-sm font-semibold tabular-nums sm:hidden">
          {order.totals.map((total) => total.text).join(' + ')}
        </p>
      </div>
      <p className="hidden text-end font-semibold tabular-nums sm:block">
        {order.totals.map((total) => (
          <span key={total.currency} className="block">
            {total.text}
          </span>
        ))}
      </p>
      <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-faint rtl:-scale-x-100" />
    </li>
  );
}

function wordOf(status: OrderStatus, t: Words<'states'>): string {
  switch (status) {
    case 'open':
      return t('working');
    case 'processing':
      return t('processing');
    case 'action_needed':
      return t('confirm');
    case 'partly_paid':
      return t('partlyPaid');
    case 'paid':
      return t('paid');
    case 'failed':
      return t('notPaid');
    case 'sent_back':
      return t('givenBack');
    default:
      return assertNever(status);
  }
}
