import { ButtonLink } from '@/components/ui/button';

interface PagesProps {
  readonly page: number;
  readonly pages: number;
  readonly hrefOf: (page: number) => string;
}

/** The ways to newer and older rows; nothing where all are on one page. */
export function Pages({ page, pages, hrefOf }: PagesProps) {
  if (pages === 1) return null;
  return (
    <nav aria-label="Pages" className="mt-4 flex items-center justify-between gap-4 text-sm">
      <span className="text-ink-soft">
        Page {page} of {pages}
      </span>
      <span className="flex gap-2">
        {page > 1 ? (
          <ButtonLink tone="secondary" href={hrefOf(page - 1)} rel="prev">
            Newer
          </ButtonLink>
        ) : null}
        {page < pages ? (
          <ButtonLink tone="secondary" href={hrefOf(page + 1)} rel="next">
            Older
          </ButtonLink>
        ) : null}
      </span>
    </nav>
  );
}
