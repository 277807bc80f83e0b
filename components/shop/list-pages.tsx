import { Pages } from '@/components/ui/pages';
import { words } from '@/lib/language/request';
import type { PageView } from '@/lib/model/paging';

interface ListPagesProps {
  readonly list: PageView;
  readonly hrefOf: (page: number) => string;
}

/** The ways through goods, or what is said of them, that do not fit on one page. */
export async function ListPages({ list: { page, pages }, hrefOf }: ListPagesProps) {
  const t = await words('shop');
  return (
    <Pages
      page={page}
      pages={pages}
      hrefOf={hrefOf}
      texts={{
        label: t('pages'),
        where: t('pageOf', { page, pages }),
        before: t('pageBefore'),
        next: t('pageNext'),
      }}
    />
  );
}

/** The address of a search, of a category or of both; of all goods. */
export function searchHref(query: string, category: string): string {
  const asked = new URLSearchParams();
  if (query) asked.set('q', query);
  if (category) asked.set('category', category);
  return asked.size > 0 ? `/search?${asked}` : '/search';
}

/** The address of a page of a list; the first has none of its own. */
export function hrefOfPage(href: string, page: number): string {
  if (page <= 1) return href;
  return `${href}${href.includes('?') ? '&' : '?'}page=${page}`;
}
