import { clsx } from 'clsx';
import { Star } from 'lucide-react';

/** So many of five stars, as a picture: say the number in words beside it. */
export function Stars({
  stars,
  className,
}: {
  readonly stars: number;
  readonly className?: string;
}) {
  return (
    <span aria-hidden className={clsx('inline-flex gap-0.5', className)}>
      {[1, 2, 3, 4, 5].map((star) => (
        <Star
          key={star}
          className={clsx(
            'size-4',
            stars >= star - 0.25 ? 'fill-current text-ink' : 'text-line-strong',
          )}
        />
      ))}
    </span>
  );
}
