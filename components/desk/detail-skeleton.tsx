import { HeaderSkeleton } from '@/components/ui/header-skeleton';
import { LoadingPage } from '@/components/ui/loading-page';
import { Skeleton } from '@/components/ui/skeleton';

interface DetailSkeletonProps {
  /** What is coming, e.g. `the sale`. */
  readonly what: string;
  readonly lines?: 0 | 1 | 2;
  /** What stands at the right of the title, by its size. */
  readonly aside?: string;
  /** What stands first, by its height. */
  readonly first: string;
  /** The height of what stands under a heading of its own; none where there is no such part. */
  readonly second?: string;
}

/** What the page of one thing on a desk looks like until it is there. */
export function DetailSkeleton({ what, lines, aside, first, second }: DetailSkeletonProps) {
  return (
    <LoadingPage what={what} narrow>
      <HeaderSkeleton {...(lines === undefined ? {} : { lines })} {...(aside ? { aside } : {})} />
      <Skeleton className={`${first} rounded-2xl`} />
      {second ? (
        <>
          <Skeleton className="mt-10 mb-4 h-7 w-40" />
          <Skeleton className={`${second} rounded-2xl`} />
        </>
      ) : null}
    </LoadingPage>
  );
}
