import { CircleAlert } from 'lucide-react';
import Link from 'next/link';
import type { SubscriptionRow } from '@/lib/model/subscription-views';

/** One line about subscriptions that wait for their buyer, and the way there; nothing where none does. */
export function TroubleLine({ troubled }: { readonly troubled: readonly SubscriptionRow[] }) {
  const [first, ...others] = troubled;
  if (!first) return null;
  const several = others.length > 0;
  return (
    <p className="mb-4 rounded-xl border border-danger-line bg-danger-soft text-sm text-danger-ink">
      <Link
        href={several ? '/subscriptions' : `/subscriptions/${first.id}`}
        className="flex min-h-11 items-center gap-2 px-4 py-2 hover:underline hover:underline-offset-4"
      >
        <CircleAlert aria-hidden className="size-4 shrink-0" />
        <span className="min-w-0">
          {several
            ? `${troubled.length} subscriptions need you`
            : `${first.name}, ${first.seller.name}: ${first.stateText}`}
          . <span className="font-medium underline underline-offset-4">See what to do</span>
        </span>
      </Link>
    </p>
  );
}
