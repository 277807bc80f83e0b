import Link from 'next/link';
import { Card } from '@/components/ui/card';
import type { MayReview, ReviewsView, ReviewView } from '@/lib/model/review';
import { ratingText } from '@/lib/model/review';
import { ReviewForm } from './review-form';
import { Stars } from './stars';

interface ReviewsSectionProps {
  readonly product: { readonly slug: string; readonly name: string };
  readonly reviews: ReviewsView;
}

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });

/** What people who bought a product say about it, and the form for those who may. */
export function ReviewsSection({ product, reviews: view }: ReviewsSectionProps) {
  const { rating, reviews, may, mine } = view;
  return (
    <section id="reviews" aria-labelledby="reviews-title" className="mt-16 scroll-mt-24 space-y-6">
      <div>
        <h2 id="reviews-title" className="text-xl font-semibold sm:text-2xl">
          Reviews
        </h2>
        {rating ? (
          <p className="mt-2 flex items-center gap-3 text-sm text-ink-soft">
            <Stars stars={rating.stars} />
            {ratingText(rating)}
          </p>
        ) : (
          <p className="mt-2 text-ink-soft">
            Nobody has reviewed this yet.{' '}
            {may === 'may' ? 'You have bought it: what do you think?' : null}
          </p>
        )}
      </div>
      <div className="grid items-start gap-8 lg:grid-cols-[1fr_22rem]">
        {reviews.length > 0 ? (
          <ul className="divide-y divide-line">
            {reviews.map((review) => (
              <ReviewItem key={review.id} review={review} />
            ))}
          </ul>
        ) : null}
        {may === 'may' ? (
          <Card as="section" aria-label="Your review" className="lg:col-start-2 lg:row-start-1">
            <ReviewForm product={product} mine={mine} />
          </Card>
        ) : (
          <p className="text-sm text-ink-soft">
            <WhyNot may={may} slug={product.slug} />
          </p>
        )}
      </div>
    </section>
  );
}

function ReviewItem({ review }: { readonly review: ReviewView }) {
  return (
    <li className="space-y-2 py-5 first:pt-0">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        <Stars stars={review.stars} />
        <span className="sr-only">{review.stars} of 5 stars</span>
        <span className="font-medium">{review.mine ? 'You' : review.by}</span>
        <span className="text-ink-soft">
          <time dateTime={review.at}>{day.format(new Date(review.at))}</time>
          {review.edited ? ', changed' : ''}
        </span>
      </p>
      {review.text ? (
        <p className="max-w-prose break-words whitespace-pre-line">{review.text}</p>
      ) : null}
    </li>
  );
}

function WhyNot({ may, slug }: { readonly may: Exclude<MayReview, 'may'>; readonly slug: string }) {
  switch (may) {
    case 'own':
      return 'You sell this yourself. Reviews come from those who buy it.';
    case 'not_bought':
      return 'Reviews come from people who have bought it here. After you do, yours stands here, too.';
    case 'signed_out':
      return (
        <>
          Reviews come from people who have bought it here.{' '}
          <Link
            href={`/sign-in?next=${encodeURIComponent(`/products/${slug}`)}`}
            className="-my-3 inline-block py-3 underline underline-offset-4"
          >
            Sign in
          </Link>{' '}
          if you have.
        </>
      );
  }
}
