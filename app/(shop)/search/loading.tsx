import { GoodsSkeleton } from '@/components/shop/goods-skeleton';
import { LoadingPage } from '@/components/ui/loading-page';
import { Skeleton } from '@/components/ui/skeleton';

export default function Loading() {
  return (
    <LoadingPage>
      <Skeleton className="h-9 w-56" />
      <Skeleton className="mt-1 mb-6 h-5 w-24" />
      <Skeleton className="mb-8 h-11 w-full max-w-xl rounded-full" />
      <GoodsSkeleton />
    </LoadingPage>
  );
}
