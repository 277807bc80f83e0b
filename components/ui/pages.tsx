import type { PageView } from '@/lib/model/paging';
import { ButtonLink } from './button';

interface PagesProps {
  readonly page: number;
  readonly pages: number;
  readonly hrefOf: (page: number) => string;
  /** Left out on the desks, of lists that begin with the newest. */
  readonly texts?: PagesTexts;
}

interface PagesTexts {
  readonly label: string;
  readonly where: string;
  readonly before: string;
  readonly next: string;
}

/** Where several lists stand on one page, or one does not begin with the newest. */
export const pagesTexts = (what: string, { page, pages, count }: PageView): PagesTexts => ({
  label: `Pages of ${what}`,
  where: `Page ${page} of ${pages}, ${count} in all`,
  before: 'Back',
  next: 'Next',
});

/** The ways to the pages of a list before and behind this one; nothing where all are on one page. */
export function Pages({ page, pages, hrefOf, texts }: PagesProps) {
  if (pages === 1) return null;
  return (
    <nav
      aria-label={texts?.label ?? 'Pages'}
      className="mt-4 flex items-center justify-between gap-4 text-sm"
    >
      <span className="text-ink-soft">{texts?.where ?? `Page ${page} of ${pages}`}</span>
      <span className="flex gap-2">
        {page > 1 ? (
          <ButtonLink tone="secondary" href={hrefOf(page - 1)} rel="prev">
            {texts?.before ?? 'Newer'}
          </ButtonLink>
        ) : null}
        {page < pages ? (
          <ButtonLink tone="secondary" href={hrefOf(page + 1)} rel="next">
            {texts?.next ?? 'Older'}
          </ButtonLink>
        ) : null}
      </span>
    </nav>
  );
}
