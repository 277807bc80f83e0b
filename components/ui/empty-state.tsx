import type { ReactNode } from 'react';

interface EmptyStateProps {
  readonly title: string;
  readonly children?: ReactNode;
  /** The way out, a link or a button. */
  readonly action?: ReactNode;
  /** A drawing from `public/`. */
  readonly picture?: string;
  /** The level of the heading: 1 when the page has no other. */
  readonly level?: 1 | 2;
}

/** Nothing here yet: says so, why, and what to do. */
export function EmptyState({ title, children, action, picture, level = 2 }: EmptyStateProps) {
  const Heading = level === 1 ? 'h1' : 'h2';
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-4 py-12 text-center sm:py-16">
      {picture ? (
        // A drawing of a few kilobytes, as in picture.tsx. Lazy, since React would have pages that only
        // might show it fetch it ahead.
        // eslint-disable-next-line @next/next/no-img-element
        <img src={picture} alt="" width={200} height={160} loading="lazy" className="h-40 w-50" />
      ) : null}
      <Heading className="text-xl font-semibold">{title}</Heading>
      {children ? <div className="text-balance text-ink-soft">{children}</div> : null}
      {action}
    </div>
  );
}
