import { clsx } from 'clsx';
import { Skeleton } from './skeleton';

interface HeaderSkeletonProps {
  /** How many lines stand under the title. */
  readonly lines?: 0 | 1 | 2;
  /** What stands at the right of the title, by its size. */
  readonly aside?: string;
}

/** The size of a `PageHeader` before it has come. */
export function HeaderSkeleton({ lines = 1, aside }: HeaderSkeletonProps) {
  return (
    <div className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3 sm:mb-8">
      <div className="w-full max-w-56 sm:max-w-80">
        <Skeleton className="h-8 sm:h-9" />
        {lines > 0 ? <Skeleton className={clsx('mt-2', lines === 1 ? 'h-6' : 'h-12')} /> : null}
      </div>
      {aside ? <Skeleton className={aside} /> : null}
    </div>
  );
}
