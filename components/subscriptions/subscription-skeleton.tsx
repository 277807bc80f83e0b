import { HeaderSkeleton } from '@/components/ui/header-skeleton';
import { LoadingPage } from '@/components/ui/loading-page';
import { Skeleton } from '@/components/ui/skeleton';

/** A subscription before it has come: how it stands, what it is, what can be changed, what was paid. */
export function SubscriptionSkeleton() {
  return (
    <LoadingPage narrow>
      <HeaderSkeleton aside="h-11 w-36 rounded-lg" />
      <div className="space-y-4">
        <Skeleton className="h-17 rounded-xl" />
        <Skeleton className="h-89 rounded-2xl sm:h-58" />
        <Skeleton className="h-65 rounded-2xl" />
        <Skeleton className="h-40 rounded-2xl" />
      </div>
    </LoadingPage>
  );
}
