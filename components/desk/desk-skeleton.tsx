import { LoadingPage } from '@/components/ui/loading-page';
import { Skeleton } from '@/components/ui/skeleton';

interface DeskSkeletonProps {
  /** What is coming, e.g. `sales`. */
  readonly what: string;
  /** A table with what it is filtered by, or things that somebody decides about one by one. */
  readonly of?: 'table' | 'items';
  readonly narrow?: boolean;
}

/** What a page of a desk looks like until it is there. */
export function DeskSkeleton({ what, of = 'table', narrow }: DeskSkeletonProps) {
  const [first, second] = of === 'table' ? ['h-28', 'h-80'] : ['h-56', 'h-56'];
  return (
    <LoadingPage what={what} narrow={narrow ?? of === 'items'}>
      <Skeleton className="mb-8 h-9 w-64" />
      <div className="space-y-4">
        <Skeleton className={`${first} rounded-2xl`} />
        <Skeleton className={`${second} rounded-2xl`} />
      </div>
    </LoadingPage>
  );
}
