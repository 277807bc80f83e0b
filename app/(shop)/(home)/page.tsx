import { ArrowRight } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { CategoryPills } from '@/components/shop/category-pills';
import { GoodsGrid } from '@/components/shop/goods-grid';
import { HowItWorks } from '@/components/shop/how-it-works';
import { SellerCard } from '@/components/shop/seller-card';
import { WalletLine } from '@/components/shop/wallet-line';
import { TroubleLine } from '@/components/subscriptions/trouble-line';
import { ButtonLink } from '@/components/ui/button';
import { Container } from '@/components/ui/container';
import { EmptyState } from '@/components/ui/empty-state';
import { listCategories, listProducts, listSellers } from '@/lib/catalog/catalog';
import { currentLanguage, words } from '@/lib/language/request';
import { listWallet } from '@/lib/payments/wallet/wallet';
import { currentUser } from '@/lib/session/session';
import { troubledSubscriptions } from '@/lib/subscriptions/subscriptions';

export const metadata: Metadata = { alternates: { canonical: '/' } };

export default async function HomePage() {
  const [user, language, t] = await Promise.all([currentUser(), currentLanguage(), words('home')]);
  const [products, sellers, categories, methods, troubled] = await Promise.all([
    listProducts({ limit: 12, language }),
    listSellers(language),
    listCategories(language),
    user ? listWallet(user.id, language) : [],
    user ? troubledSubscriptions(user.id, language) : [],
  ]);
  const countries = new Set(sellers.map(({ country }) => country)).size;

  return (
    <Container>
      <TroubleLine troubled={troubled} t={await words('subscriptions')} />
      <section className="max-w-2xl pt-2 pb-8 sm:pt-6 sm:pb-10">
        <h1 className="text-4xl leading-[1.08] font-semibold tracking-tight sm:text-5xl rtl:leading-[1.3]">
          {t('title')}
        </h1>
        <p className="mt-4 text-lg text-ink-soft">
          {t('about', { sellers: sellers.length, countries })}
        </p>
        <WalletLine signedIn={user !== null} method={methods[0] ?? null} />
      </section>

      <section aria-labelledby="goods" className="space-y-6">
        <h2 id="goods" className="sr-only">
          {t('goods')}
        </h2>
        <CategoryPills categories={categories} />
        {products.length > 0 ? (
          <GoodsGrid products={products} />
        ) : (
          <EmptyState title={t('noGoods')}>{t('unpacking')}</EmptyState>
        )}
        <div className="flex justify-center pt-2">
          <ButtonLink href="/search" tone="secondary">
            {t('seeAll')}
          </ButtonLink>
        </div>
      </section>

      <section aria-labelledby="sellers" className="mt-16 space-y-6">
        <h2 id="sellers" className="text-xl font-semibold sm:text-2xl">
          {t('sellers')}
        </h2>
        <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
          {sellers.map((seller) => (
            <li key={seller.id}>
              <SellerCard seller={seller} />
            </li>
          ))}
          <li className="flex items-center justify-center">
            <Link
              href="/search"
              className="inline-flex min-h-11 items-center gap-2 px-4 text-sm font-medium hover:underline hover:underline-offset-4"
            >
              {t('browse')}
              <ArrowRight aria-hidden className="size-4 rtl:-scale-x-100" />
            </Link>
          </li>
        </ul>
      </section>

      <HowItWorks />
    </Container>
  );
}
