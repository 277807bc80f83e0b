import type { Metadata } from 'next';
import { cache } from 'react';
import { CategoryPills } from '@/components/shop/category-pills';
import { GoodsGrid } from '@/components/shop/goods-grid';
import { ListPages, hrefOfPage, searchHref } from '@/components/shop/list-pages';
import { NothingFound } from '@/components/shop/nothing-found';
import { SearchNews } from '@/components/shop/search-news';
import { Container } from '@/components/ui/container';
import { listCategories, listProducts, pageOfProducts } from '@/lib/catalog/catalog';
import { searchGoods } from '@/lib/catalog/search/search-goods';
import type { Language } from '@/lib/language/languages';
import { currentLanguage, words } from '@/lib/language/request';
import { withoutControls } from '@/lib/security/control-characters';
import { pageQuery } from '@/lib/security/list-query';

/** The first of what the address asks for, short enough to be shown again. */
function asked(value: string | string[] | undefined): string {
  const first = (Array.isArray(value) ? value[0] : value) ?? '';
  return withoutControls(first).trim().slice(0, 80);
}

/** Asked once a request, by page and metadata; of no category, all. */
const readGoods = cache((category: string, page: number, language: Language) =>
  pageOfProducts({ category: category || undefined, page, language }),
);

export async function generateMetadata({ searchParams }: PageProps<'/search'>): Promise<Metadata> {
  const [given, language, t] = await Promise.all([searchParams, currentLanguage(), words('shop')]);
  const query = asked(given.q);
  // Results are for who asked; the goods themselves have pages of their own.
  if (query) return { title: t('titleFor', { query }), robots: { index: false } };
  const category = asked(given.category);
  const shelf = (await listCategories(language)).find(({ slug }) => slug === category);
  // One beyond the last shows the last.
  const { page } = await readGoods(category, pageQuery.parse(given).page, language);
  const canonical = hrefOfPage(searchHref('', shelf?.slug ?? ''), page);
  return { title: shelf?.name ?? t('allGoods'), alternates: { canonical } };
}

export default async function SearchPage({ searchParams }: PageProps<'/search'>) {
  const [given, language, t] = await Promise.all([searchParams, currentLanguage(), words('shop')]);
  const query = asked(given.q);
  const category = asked(given.category);
  const { page } = pageQuery.parse(given);
  const [categories, found] = await Promise.all([
    listCategories(language),
    query ? searchGoods({ query, category: category || undefined, page, language }) : null,
  ]);
  const goods = found ?? (await readGoods(category, page, language));
  const shelf = categories.find(({ slug }) => slug === category)?.name ?? null;
  const things = t('things', { count: goods.count });

  return (
    <Container className="space-y-6">
      <div>
        <h1 className="text-2xl font-semibold sm:text-3xl">
          {query ? t('goodsFor', { query }) : (shelf ?? t('allGoods'))}
        </h1>
        <div role="status">
          {found && goods.count > 0 ? <SearchNews query={query} found={found} /> : null}
          <p className="mt-1 text-sm text-ink-soft">
            {query && shelf ? t('thingsIn', { things, shelf }) : things}
          </p>
        </div>
      </div>
      <CategoryPills categories={categories} chosen={category} query={query} />
      {goods.count > 0 ? (
        <>
          <GoodsGrid products={goods.products} />
          <ListPages list={goods} hrefOf={(to) => hrefOfPage(searchHref(query, category), to)} />
        </>
      ) : (
        <NothingFound
          query={query}
          shelf={shelf}
          elsewhere={found?.elsewhere ?? 0}
          instead={await listProducts({ limit: 4, language })}
        />
      )}
    </Container>
  );
}
