import { GoodsSkeleton } from '@/components/shop/goods-skeleton';
import { LoadingPage } from '@/components/ui/loading-page';
import { Skeleton } from '@/components/ui/skeleton';

export default function Loading() {
  return (
    <LoadingPage>
      <div className="mb-10 flex flex-col gap-6 sm:flex-row sm:gap-8">
        <Skeleton className="size-28 rounded-full sm:size-36" />
        <div className="max-w-2xl flex-1">
          <Skeleton className="h-10 w-64" />
          <Skeleton className="mt-1 h-7 w-80 max-w-full" />
          <Skeleton className="mt-4 h-24 w-full" />
        </div>
      </div>
      <Skeleton className="mb-6 h-8 w-48" />
      <GoodsSkeleton tiles={4} />
    </LoadingPage>
  );
}
