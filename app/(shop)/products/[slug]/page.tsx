import { Check, Truck } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { addLine, submitNewLine } from '@/app/(shop)/cart-actions';
import { WordsProvider } from '@/components/language/words-provider';
import { RatingLine } from '@/components/reviews/rating-line';
import { ReviewsSection } from '@/components/reviews/reviews-section';
import { AccountUnderneath } from '@/components/shop/account-underneath';
import { AddToCart } from '@/components/shop/add-to-cart';
import { FromPrice } from '@/components/shop/from-price';
import { GoodsGrid } from '@/components/shop/goods-grid';
import { ProductPictures } from '@/components/shop/product-pictures';
import { SoldBy } from '@/components/shop/sold-by';
import { Alert } from '@/components/ui/alert';
import { Container } from '@/components/ui/container';
import { untilDrawn } from '@/components/ui/until-drawn';
import { Whole } from '@/components/ui/whole';
import { listProducts } from '@/lib/catalog/catalog';
import { readReviews } from '@/lib/catalog/read-reviews';
import { currentLanguage, words } from '@/lib/language/request';
import { textsFor } from '@/lib/language/texts';
import { page } from '@/lib/security/list-query';
import { currentUser } from '@/lib/session/session';
import { readPage } from './read-page';

export async function generateMetadata({
  params,
}: PageProps<'/products/[slug]'>): Promise<Metadata> {
  const product = await readPage((await params).slug);
  if (!product) return {};
  const { name: title, description, slug } = product;
  if (!product.offered) return { title, robots: { index: false, follow: false } };
  return {
    title,
    description,
    alternates: { canonical: `/products/${slug}` },
    openGraph: { title, description, url: `/products/${slug}`, siteName: 'Souk', type: 'website' },
  };
}

export default async function ProductPage({ params, searchParams }: PageProps<'/products/[slug]'>) {
  const product = await readPage((await params).slug);
  if (!product) notFound();
  const asked = await searchParams;
  const picture = page.parse(asked.picture);
  const [user, language, t] = await Promise.all([currentUser(), currentLanguage(), words('shop')]);
  const reviews = await readReviews(product.slug, user?.id ?? null, page.parse(asked.reviews));
  const others = (await listProducts({ sellerSlug: product.seller.slug, limit: 5, language }))
    .filter(({ slug }) => slug !== product.slug)
    .slice(0, 4);

  return (
    <Whole drawn={untilDrawn()}>
      <Container>
        <WordsProvider language={language} texts={textsFor(language, ['shop', 'reviews'])}>
          <div className="grid items-start gap-8 lg:grid-cols-2 lg:gap-12">
            <ProductPictures product={product} shown={picture} reviews={reviews.page} />
            <div className="space-y-6">
              <div>
                <p className="text-sm text-ink-soft">
                  <Link
                    href={`/sellers/${product.seller.slug}`}
                    className="-my-3 inline-block py-3 hover:text-ink hover:underline hover:underline-offset-4"
                  >
                    {product.seller.name}
                  </Link>
                </p>
                <h1 className="mt-1 text-3xl font-semibold sm:text-4xl">{product.name}</h1>
                {product.rating ? <RatingLine rating={product.rating} /> : null}
                {product.offered ? (
                  <p className="mt-3 text-xl font-medium">
                    <FromPrice product={product} withCode />
                    {product.plan ? (
                      <span className="ms-2 text-base font-normal text-ink-soft">
                        {product.plan.every}
                      </span>
                    ) : null}
                  </p>
                ) : null}
              </div>
              <p className="max-w-prose text-ink-soft">
                <bdi>{product.description}</bdi>
              </p>
              {product.offered ? (
                <AddToCart
                  key={product.slug}
                  name={product.name}
                  variants={product.variants}
                  cannotBePaid={product.seller.cannotBePaid}
                  add={addLine}
                  submit={submitNewLine}
                />
              ) : (
                <Alert title={t('notOffered')}>
                  {t('notOfferedAbout', { seller: product.seller.name })}
                </Alert>
              )}
              {product.details.length > 0 || product.delivery ? (
                <ul className="space-y-2 text-sm text-ink-soft">
                  {product.details.map((detail) => (
                    <li key={detail} className="flex gap-3">
                      <Check aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-faint" />
                      <span>
                        <bdi>{detail}</bdi>
                      </span>
                    </li>
                  ))}
                  {product.delivery ? (
                    <li className="flex gap-3">
                      <Truck aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-faint" />
                      <span>
                        <bdi>{product.delivery}</bdi>
                      </span>
                    </li>
                  ) : null}
                </ul>
              ) : null}
              <SoldBy seller={product.seller} />
              <AccountUnderneath seller={product.seller} />
            </div>
          </div>

          <ReviewsSection product={product} reviews={reviews} picture={picture} />

          {others.length > 0 ? (
            <section aria-labelledby="more" className="mt-16 space-y-6">
              <h2 id="more" className="text-xl font-semibold sm:text-2xl">
                {t('more', { name: product.seller.name })}
              </h2>
              <GoodsGrid products={others} />
            </section>
          ) : null}
        </WordsProvider>
      </Container>
    </Whole>
  );
}
