import { LoadingPage } from '@/components/ui/loading-page';
import { Skeleton } from '@/components/ui/skeleton';

export default function Loading() {
  return (
    <LoadingPage what="Souk Plus" narrow>
      <Skeleton className="mb-3 h-9 w-40" />
      <Skeleton className="mb-8 h-6 w-96 max-w-full" />
      <div className="space-y-6">
        <Skeleton className="h-80 rounded-2xl" />
        <Skeleton className="h-40 rounded-2xl" />
      </div>
    </LoadingPage>
  );
}
