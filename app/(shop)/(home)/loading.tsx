import { GoodsSkeleton } from '@/components/shop/goods-skeleton';
import { LoadingPage } from '@/components/ui/loading-page';
import { Skeleton } from '@/components/ui/skeleton';

export default function Loading() {
  return (
    <LoadingPage>
      <div className="max-w-2xl pt-2 pb-8 sm:pt-6 sm:pb-10">
        <Skeleton className="h-24 w-full sm:h-28" />
        <Skeleton className="mt-4 h-14 w-full" />
        <Skeleton className="mt-6 h-5 w-72" />
      </div>
      <Skeleton className="mb-8 h-11 w-full max-w-xl rounded-full" />
      <GoodsSkeleton tiles={12} />
    </LoadingPage>
  );
}
