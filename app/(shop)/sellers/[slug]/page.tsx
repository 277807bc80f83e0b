import { MapPin } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { AccountUnderneath } from '@/components/shop/account-underneath';
import { GoodsGrid } from '@/components/shop/goods-grid';
import { ListPages, hrefOfPage } from '@/components/shop/list-pages';
import { Alert } from '@/components/ui/alert';
import { Container } from '@/components/ui/container';
import { EmptyState } from '@/components/ui/empty-state';
import { Picture } from '@/components/ui/picture';
import { words } from '@/lib/language/request';
import { pageQuery } from '@/lib/security/list-query';
import { readGoods, readPage } from './read-page';

export async function generateMetadata({
  params,
  searchParams,
}: PageProps<'/sellers/[slug]'>): Promise<Metadata> {
  const seller = await readPage((await params).slug);
  if (!seller) return {};
  const { name: title, tagline: description, slug } = seller;
  // One beyond the last shows the last.
  const { page } = await readGoods(slug, pageQuery.parse(await searchParams).page);
  return {
    title,
    description,
    alternates: { canonical: hrefOfPage(`/sellers/${slug}`, page) },
    openGraph: { title, description, url: `/sellers/${slug}`, siteName: 'Souk', type: 'website' },
  };
}

export default async function SellerPage({ params, searchParams }: PageProps<'/sellers/[slug]'>) {
  const seller = await readPage((await params).slug);
  if (!seller) notFound();
  const { page } = pageQuery.parse(await searchParams);
  const [t, goods] = await Promise.all([words('shop'), readGoods(seller.slug, page)]);
  const { name, place, countryName: country } = seller;
  const currency = seller.currency.toUpperCase();

  return (
    <Container className="space-y-10">
      <div className="flex flex-col gap-6 sm:flex-row sm:items-start sm:gap-8">
        <Picture
          src={seller.picture}
          priority
          className="size-28 shrink-0 rounded-full sm:size-36"
        />
        <div className="max-w-2xl">
          <h1 className="text-3xl font-semibold sm:text-4xl">{seller.name}</h1>
          <p className="mt-1 text-lg text-ink-soft">
            <bdi>{seller.tagline}</bdi>
          </p>
          {seller.about ? (
            <p className="mt-4 text-ink-soft">
              <bdi>{seller.about}</bdi>
            </p>
          ) : null}
          <p className="mt-4 flex items-center gap-2 text-sm text-ink-soft">
            <MapPin aria-hidden className="size-4 shrink-0 text-ink-faint" />
            {t('chargesIn', { place, country, currency })}
          </p>
        </div>
      </div>
      {seller.cannotBePaid ? (
        <Alert tone="caution" title={t('noPayments', { name })}>
          {seller.cannotBePaid}
        </Alert>
      ) : null}
      <section aria-labelledby="goods" className="space-y-6">
        <h2 id="goods" className="text-xl font-semibold sm:text-2xl">
          {t('theyMake')}
        </h2>
        {goods.count > 0 ? (
          <>
            <GoodsGrid products={goods.products} />
            <ListPages list={goods} hrefOf={(to) => hrefOfPage(`/sellers/${seller.slug}`, to)} />
          </>
        ) : (
          <EmptyState title={t('noGoods')}>{t('stillUnpacking', { name })}</EmptyState>
        )}
      </section>
      <AccountUnderneath seller={seller} />
    </Container>
  );
}
