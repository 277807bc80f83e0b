import { BadgeCheck } from 'lucide-react';
import Link from 'next/link';
import { DayText } from './day-text';

/** The way to Souk Plus; for a member the mark, and until when. */
export function PlusMark({ until }: { readonly until: string | null }) {
  return (
    <Link
      href="/plus"
      className="inline-flex min-h-11 items-center gap-1.5 text-sm font-medium underline underline-offset-4"
    >
      <BadgeCheck aria-hidden className={`size-4 ${until ? 'text-money' : 'text-ink-soft'}`} />
      {until ? (
        <span>
          Plus member until <DayText iso={until} />
        </span>
      ) : (
        'Souk Plus'
      )}
    </Link>
  );
}
