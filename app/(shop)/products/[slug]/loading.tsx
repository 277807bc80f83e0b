import { LoadingPage } from '@/components/ui/loading-page';
import { Skeleton } from '@/components/ui/skeleton';

export default function Loading() {
  return (
    <LoadingPage>
      <div className="grid items-start gap-8 lg:grid-cols-2 lg:gap-12">
        <Skeleton className="aspect-square w-full rounded-3xl" />
        <div>
          <Skeleton className="h-5 w-32" />
          <Skeleton className="mt-1 h-10 w-3/4" />
          <Skeleton className="mt-3 h-7 w-28" />
          <Skeleton className="mt-6 h-20 w-full" />
          <Skeleton className="mt-6 h-40 w-full rounded-xl" />
          <Skeleton className="mt-5 h-12 w-full" />
        </div>
      </div>
    </LoadingPage>
  );
}
