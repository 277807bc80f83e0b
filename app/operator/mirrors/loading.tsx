import { LoadingPage } from '@/components/ui/loading-page';
import { Skeleton } from '@/components/ui/skeleton';

export default function Loading() {
  return (
    <LoadingPage what="mirrors" narrow>
      <Skeleton className="mb-8 h-9 w-64" />
      <div className="space-y-4">
        {[1, 2].map((row) => (
          <Skeleton key={row} className="h-56 rounded-2xl" />
        ))}
      </div>
    </LoadingPage>
  );
}
