import { LoadingPage } from '@/components/ui/loading-page';
import { Skeleton } from '@/components/ui/skeleton';

/** The list of orders before it has come. */
export function OrdersSkeleton() {
  return (
    <LoadingPage narrow>
      <Skeleton className="mb-8 h-9 w-32" />
      <div className="space-y-3">
        {[1, 2, 3].map((row) => (
          <Skeleton key={row} className="h-28 rounded-2xl" />
        ))}
      </div>
    </LoadingPage>
  );
}
