import { clsx } from 'clsx';
import type { ReactNode } from 'react';

/** The page's column: 320 to 1440 px, with the usual room above and below. */
export function Container({
  children,
  narrow,
  className,
}: {
  readonly children: ReactNode;
  /** For forms and single columns of text. */
  readonly narrow?: boolean;
  readonly className?: string;
}) {
  return (
    <div
      className={clsx(
        'mx-auto w-full px-4 py-8 sm:px-6 sm:py-10',
        narrow ? 'max-w-3xl' : 'max-w-6xl',
        className,
      )}
    >
      {children}
    </div>
  );
}
