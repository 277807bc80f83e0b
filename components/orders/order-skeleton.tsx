import { HeaderSkeleton } from '@/components/ui/header-skeleton';
import { LoadingPage } from '@/components/ui/loading-page';
import { Skeleton } from '@/components/ui/skeleton';

/** An order before it has come: how it stands, what it comes to, and the parts of two sellers. */
export function OrderSkeleton() {
  return (
    <LoadingPage narrow>
      <HeaderSkeleton lines="wraps" aside="h-11 w-36 rounded-lg" />
      <Skeleton className="h-12 rounded-xl" />
      <Skeleton className="mt-4 mb-8 h-12 w-32" />
      <div className="space-y-4">
        {[1, 2].map((part) => (
          <Skeleton key={part} className="h-80 rounded-2xl" />
        ))}
      </div>
    </LoadingPage>
  );
}
