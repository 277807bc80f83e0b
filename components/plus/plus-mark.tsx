import { BadgeCheck } from 'lucide-react';
import Link from 'next/link';
import { words } from '@/lib/language/request';
import { DayText } from './day-text';

/** The way to Souk Plus; for a member the mark, and until when. */
export async function PlusMark({ until }: { readonly until: string | null }) {
  const t = await words('plus');
  return (
    <Link
      href="/plus"
      className="inline-flex min-h-11 items-center gap-1.5 text-sm font-medium underline underline-offset-4"
    >
      <BadgeCheck aria-hidden className={`size-4 ${until ? 'text-money' : 'text-ink-soft'}`} />
      {until ? (
        <span>
          {t.rich('memberUntil', { day: () => <DayText iso={until} language={t.language} /> })}
        </span>
      ) : (
        'Souk Plus'
      )}
    </Link>
  );
}
