import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { Picture } from '@/components/ui/picture';
import { words } from '@/lib/language/request';
import type { SubscriptionRow } from '@/lib/model/subscription-views';
import { PhaseBadge } from './phase-badge';

/** One subscription in the list; the whole row is the target of its one link. */
export async function SubscriptionItem({
  subscription,
}: {
  readonly subscription: SubscriptionRow;
}) {
  const t = await words('subscriptions');
  const { id, name, variant, picture, seller, quantity, amount, every } = subscription;
  return (
    <li className="relative flex items-center gap-4 rounded-2xl border border-line bg-surface p-4 transition-colors focus-within:border-line-strong hover:border-line-strong sm:p-5">
      <Picture src={picture} className="size-14 shrink-0 rounded-lg border border-line" />
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Link
            // One that has not begun is on the page of its order.
            href={
              subscription.phase === 'starting'
                ? `/orders/${subscription.orderId}`
                : `/subscriptions/${id}`
            }
            className="font-semibold after:absolute after:inset-0 after:rounded-2xl"
          >
            {name}
          </Link>
          <PhaseBadge phase={subscription.phase} text={subscription.stateText} />
        </div>
        <p className="mt-1 text-sm">
          {seller.name}
          <span className="text-ink-soft">
            {variant ? ` · ${variant}` : ''}
            {quantity > 1 ? ` · ${t('pieces', { count: quantity })}` : ''}
          </span>
        </p>
        <p className="mt-0.5 text-sm text-ink-soft">{subscription.nextText}</p>
        <p className="mt-1 text-sm font-semibold tabular-nums sm:hidden">
          {amount.text} <span className="font-normal text-ink-soft">{every}</span>
        </p>
      </div>
      <p className="hidden shrink-0 text-end font-semibold tabular-nums sm:block">
        {amount.text}
        <span className="block text-sm font-normal text-ink-soft">{every}</span>
      </p>
      <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-faint rtl:-scale-x-100" />
    </li>
  );
}
