import type { Metadata } from 'next';
import { CategoryPills } from '@/components/shop/category-pills';
import { GoodsGrid } from '@/components/shop/goods-grid';
import { ButtonLink } from '@/components/ui/button';
import { Container } from '@/components/ui/container';
import { EmptyState } from '@/components/ui/empty-state';
import { listCategories, listProducts } from '@/lib/catalog/catalog';
import { withoutControls } from '@/lib/security/control-characters';

/** The first of what the address asks for, short enough to be shown again. */
function asked(value: string | string[] | undefined): string {
  const first = (Array.isArray(value) ? value[0] : value) ?? '';
  return withoutControls(first).trim().slice(0, 80);
}

export async function generateMetadata({ searchParams }: PageProps<'/search'>): Promise<Metadata> {
  const query = asked((await searchParams).q);
  return { title: query ? `“${query}”` : 'All goods' };
}

export default async function SearchPage({ searchParams }: PageProps<'/search'>) {
  const given = await searchParams;
  const query = asked(given.q);
  const category = asked(given.category);
  const [categories, products] = await Promise.all([
    listCategories(),
    listProducts({ query: query || undefined, category: category || undefined }),
  ]);
  const shelf = categories.find(({ slug }) => slug === category)?.name ?? 'All goods';
  const found = products.length === 1 ? '1 thing' : `${products.length} things`;

  return (
    <Container className="space-y-6">
      <div>
        <h1 className="text-2xl font-semibold sm:text-3xl">
          {query ? <>Goods for “{query}”</> : shelf}
        </h1>
        <p role="status" className="mt-1 text-sm text-ink-soft">
          {query && category ? `${found} in ${shelf}` : found}
        </p>
      </div>
      <CategoryPills categories={categories} chosen={category} query={query} />
      {products.length > 0 ? (
        <GoodsGrid products={products} />
      ) : (
        <EmptyState
          title="Nothing like that here"
          picture="/nothing-found.svg"
          action={<ButtonLink href="/search">See all goods</ButtonLink>}
        >
          {category && query
            ? `Nobody sells “${query}” in ${shelf}. Try all goods, or another word.`
            : 'Try a shorter word, or the name of a seller or a town.'}
        </EmptyState>
      )}
    </Container>
  );
}
