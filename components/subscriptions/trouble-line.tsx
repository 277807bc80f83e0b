import { CircleAlert } from 'lucide-react';
import Link from 'next/link';
import type { Words } from '@/lib/language/words';
import type { SubscriptionRow } from '@/lib/model/subscription-views';

/** One line about subscriptions that wait for their buyer, and the way there; nothing where none does. */
export function TroubleLine({
  troubled,
  t,
}: {
  readonly troubled: readonly SubscriptionRow[];
  readonly t: Words<'subscriptions'>;
}) {
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
          {t.rich('whatToDo', {
            news: several
              ? t('needYou', { count: troubled.length })
              : t('troubled', {
                  name: first.name,
                  seller: first.seller.name,
                  state: first.stateText,
                }),
            link: (chunks) => (
              <span className="font-medium underline underline-offset-4">{chunks}</span>
            ),
          })}
        </span>
      </Link>
    </p>
  );
}
