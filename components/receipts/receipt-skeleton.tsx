import { HeaderSkeleton } from '@/components/ui/header-skeleton';
import { LoadingPage } from '@/components/ui/loading-page';
import { Skeleton } from '@/components/ui/skeleton';

/** A receipt before it has come: its number, and one sheet. */
export function ReceiptSkeleton() {
  return (
    <LoadingPage narrow>
      <HeaderSkeleton lines="wraps" aside="h-11 w-36 rounded-lg" />
      <Skeleton className="h-150 rounded-2xl sm:h-104" />
    </LoadingPage>
  );
}
