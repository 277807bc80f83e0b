import { Star } from 'lucide-react';
import { ratingText, type Rating } from '@/lib/model/review';
import { Stars } from './stars';

/** The average beside a product's name, leading to what was said. */
export function RatingLine({ rating }: { readonly rating: Rating }) {
  return (
    <a
      href="#reviews"
      aria-label={ratingText(rating)}
      className="-my-2.5 inline-flex min-h-11 items-center gap-2 text-sm hover:underline hover:underline-offset-4"
    >
      <Stars stars={rating.stars} />
      {rating.text} ({rating.count})
    </a>
  );
}

/** The same on a tile: one star and the number. */
export function TileRating({ rating }: { readonly rating: Rating }) {
  return (
    <span className="inline-flex items-center gap-1 tabular-nums">
      <Star aria-hidden className="size-3.5 fill-current text-ink" />
      <span aria-hidden>
        {rating.text} ({rating.count})
      </span>
      <span className="sr-only">{ratingText(rating)}</span>
    </span>
  );
}
