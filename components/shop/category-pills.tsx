import { clsx } from 'clsx';
import Link from 'next/link';
import { words } from '@/lib/language/request';
import { searchHref } from './list-pages';

interface CategoryPillsProps {
  readonly categories: readonly { slug: string; name: string; count: number }[];
  /** The chosen category, if any. */
  readonly chosen?: string;
  /** Words that are searched for and stay when the category changes. */
  readonly query?: string;
}

/** Categories as links: they work without script and can be opened in another tab. */
export async function CategoryPills({ categories, chosen, query = '' }: CategoryPillsProps) {
  const t = await words('shop');
  const all = { slug: '', name: t('allGoods'), count: null };
  return (
    <nav aria-label={t('categories')} className="-mx-4 overflow-x-auto px-4 sm:mx-0 sm:px-0">
      <ul className="flex gap-2 pb-2 sm:flex-wrap">
        {[all, ...categories].map(({ slug, name, count }) => {
          const current = chosen !== undefined && chosen === slug;
          return (
            <li key={slug} className="shrink-0">
              <Link
                href={searchHref(query, slug)}
                aria-current={current ? 'page' : undefined}
                className={clsx(
                  'inline-flex min-h-11 items-center gap-2 rounded-full border px-4 text-sm font-medium transition-colors',
                  current
                    ? 'border-ink bg-ink text-canvas'
                    : 'border-line bg-surface text-ink hover:border-line-strong',
                )}
              >
                {name}
                {count === null ? null : (
                  <span className={clsx('tabular-nums', current ? 'opacity-80' : 'text-ink-faint')}>
                    {count}
                  </span>
                )}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
