import { HeaderSkeleton, type HeaderSkeletonProps } from '@/components/ui/header-skeleton';
import { LoadingPage } from '@/components/ui/loading-page';
import { Skeleton } from '@/components/ui/skeleton';

interface DetailSkeletonProps extends HeaderSkeletonProps {
  /** What is coming, e.g. `the sale`. */
  readonly what: string;
  /** What stands first, by its height. */
  readonly first: string;
  /** The height of what stands under a heading of its own; none where there is no such part. */
  readonly second?: string;
}

/** What the page of one thing on a desk looks like until it is there. */
export function DetailSkeleton({ what, first, second, ...header }: DetailSkeletonProps) {
  return (
    <LoadingPage what={what} narrow>
      <HeaderSkeleton {...header} />
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
