import { LoadingPage } from '@/components/ui/loading-page';
import { Skeleton } from '@/components/ui/skeleton';

/** The wallet before it has come, in its final size. */
export function WalletSkeleton() {
  return (
    <LoadingPage what="the wallet" narrow>
      <Skeleton className="mb-3 h-9 w-32" />
      <Skeleton className="mb-8 h-6 w-96 max-w-full" />
      <div className="space-y-4">
        <Skeleton className="h-56 rounded-2xl" />
        <Skeleton className="h-11 w-36" />
      </div>
    </LoadingPage>
  );
}
