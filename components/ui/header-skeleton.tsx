import { clsx } from 'clsx';
import { Skeleton } from './skeleton';

export interface HeaderSkeletonProps {
  /** How many lines stand under the title; `wraps`: one that takes two on a phone. */
  readonly lines?: 0 | 1 | 2 | 'wraps';
  /** What stands at the right of the title, by its size. */
  readonly aside?: string;
}

const heights = { 1: 'h-6', 2: 'h-12', wraps: 'h-12 sm:h-6' } as const;

/** The size of a `PageHeader` before it has come. */
export function HeaderSkeleton({ lines = 1, aside }: HeaderSkeletonProps) {
  return (
    <div className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3 sm:mb-8">
      <div className="w-full sm:max-w-80">
        <Skeleton className="h-8 sm:h-9" />
        {lines === 0 ? null : <Skeleton className={clsx('mt-2', heights[lines])} />}
      </div>
      {aside ? <Skeleton className={aside} /> : null}
    </div>
  );
}
