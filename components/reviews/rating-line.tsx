import { Star } from 'lucide-react';
import { formatRating } from '@/lib/language/formats';
import { words } from '@/lib/language/request';
import { ratingText, type Rating } from '@/lib/model/review';
import { Stars } from './stars';

/** The average beside a product's name, leading to what was said. */
export async function RatingLine({ rating }: { readonly rating: Rating }) {
  const t = await words('reviews');
  return (
    <a
      href="#reviews"
      aria-label={ratingText(rating, t)}
      className="-my-2.5 inline-flex min-h-11 items-center gap-2 text-sm hover:underline hover:underline-offset-4"
    >
      <Stars stars={rating.stars} />
      {formatRating(rating.stars, t.language)} ({rating.count})
    </a>
  );
}

/** The same on a tile: one star and the number. */
export async function TileRating({ rating }: { readonly rating: Rating }) {
  const t = await words('reviews');
  return (
    <span className="inline-flex items-center gap-1 tabular-nums">
      <Star aria-hidden className="size-3.5 fill-current text-ink" />
      <span aria-hidden>
        {formatRating(rating.stars, t.language)} ({rating.count})
      </span>
      <span className="sr-only">{ratingText(rating, t)}</span>
    </span>
  );
}
