import { LoadingPage } from '@/components/ui/loading-page';
import { Skeleton } from '@/components/ui/skeleton';

/** The checkout before it has come, in its final size. */
export function CheckoutSkeleton() {
  return (
    <LoadingPage>
      <Skeleton className="mb-3 h-9 w-40" />
      <Skeleton className="mb-8 h-6 w-80 max-w-full" />
      <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_24rem] lg:gap-12">
        <Skeleton className="h-72 rounded-2xl lg:order-last" />
        <div className="space-y-3">
          <Skeleton className="h-7 w-44" />
          <Skeleton className="h-12 rounded-xl" />
          <Skeleton className="h-12 rounded-xl" />
          <Skeleton className="mt-8 h-12" />
        </div>
      </div>
    </LoadingPage>
  );
}
