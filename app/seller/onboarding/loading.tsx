import { LoadingPage } from '@/components/ui/loading-page';
import { Skeleton } from '@/components/ui/skeleton';

export default function Loading() {
  return (
    <LoadingPage what="your Stripe account" narrow>
      <Skeleton className="mb-8 h-9 w-72" />
      <Skeleton className="h-80 rounded-2xl" />
    </LoadingPage>
  );
}
