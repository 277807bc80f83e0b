import Link from 'next/link';
import { Card } from '@/components/ui/card';
import { formatDay } from '@/lib/language/formats';
import { words } from '@/lib/language/request';
import type { Words } from '@/lib/language/words';
import type { MayReview, ReviewsView, ReviewView } from '@/lib/model/review';
import { ratingText } from '@/lib/model/review';
import { ListPages } from '../shop/list-pages';
import { productHref } from '../shop/product-href';
import { ReviewForm } from './review-form';
import { Stars } from './stars';

interface ReviewsSectionProps {
  readonly product: { readonly slug: string; readonly name: string };
  readonly reviews: ReviewsView;
  /** The picture that is large, which another page of reviews leaves as it is. */
  readonly picture: number;
}

/** What people who bought a product say about it, and the form for those who may. */
export async function ReviewsSection({ product, reviews: view, picture }: ReviewsSectionProps) {
  const { rating, reviews, may, mine } = view;
  const t = await words('reviews');
  return (
    <section id="reviews" aria-labelledby="reviews-title" className="mt-16 scroll-mt-24 space-y-6">
      <div>
        <h2 id="reviews-title" className="text-xl font-semibold sm:text-2xl">
          {t('title')}
        </h2>
        {rating ? (
          <p className="mt-2 flex items-center gap-3 text-sm text-ink-soft">
            <Stars stars={rating.stars} />
            {ratingText(rating, t)}
          </p>
        ) : (
          <p className="mt-2 text-ink-soft">
            {t('none')} {may === 'may' ? t('whatDoYouThink') : null}
          </p>
        )}
      </div>
      <div className="grid items-start gap-8 lg:grid-cols-[1fr_22rem]">
        {reviews.length > 0 ? (
          <div>
            <ul className="divide-y divide-line">
              {reviews.map((review) => (
                <ReviewItem key={review.id} review={review} t={t} />
              ))}
            </ul>
            <ListPages
              list={view}
              hrefOf={(page) => `${productHref(product.slug, { picture, reviews: page })}#reviews`}
            />
          </div>
        ) : null}
        {may === 'may' ? (
          <Card as="section" aria-label={t('yours')} className="lg:col-start-2 lg:row-start-1">
            <ReviewForm product={product} mine={mine} />
          </Card>
        ) : (
          <p className="text-sm text-ink-soft">
            <WhyNot may={may} slug={product.slug} t={t} />
          </p>
        )}
      </div>
    </section>
  );
}

interface Said {
  readonly t: Words<'reviews'>;
}

function ReviewItem({ review, t }: Said & { readonly review: ReviewView }) {
  const day = formatDay(review.at, t.language, 'medium');
  return (
    <li className="space-y-2 py-5 first:pt-0">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        <Stars stars={review.stars} />
        <span className="sr-only">{t('stars', { stars: review.stars })}</span>
        <span className="font-medium">{review.mine ? t('you') : review.by}</span>
        <span className="text-ink-soft">
          <time dateTime={review.at}>{review.edited ? t('changed', { date: day }) : day}</time>
        </span>
      </p>
      {review.text ? (
        <p dir="auto" className="max-w-prose break-words whitespace-pre-line">
          {review.text}
        </p>
      ) : null}
    </li>
  );
}

function WhyNot({
  may,
  slug,
  t,
}: Said & { readonly may: Exclude<MayReview, 'may'>; readonly slug: string }) {
  switch (may) {
    case 'own':
      return t('own');
    case 'not_bought':
      return t('notBought');
    case 'signed_out':
      return t.rich('signedOut', {
        link: (chunks) => (
          <Link
            href={`/sign-in?next=${encodeURIComponent(`/products/${slug}`)}`}
            className="-my-3 inline-block py-3 underline underline-offset-4"
          >
            {chunks}
          </Link>
        ),
      });
  }
}
