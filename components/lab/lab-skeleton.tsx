import { HeaderSkeleton } from '@/components/ui/header-skeleton';
import { LoadingPage } from '@/components/ui/loading-page';
import { Skeleton } from '@/components/ui/skeleton';

/** A way, or a run of one, before it has come: its steps, and beside them what is chosen or made. */
export function LabSkeleton({ what }: { readonly what: string }) {
  return (
    <LoadingPage what={what}>
      <HeaderSkeleton lines={2} aside="h-7 w-24 rounded-full" />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="order-last space-y-4 lg:order-none">
          {[1, 2, 3].map((step) => (
            <Skeleton key={step} className="h-64 rounded-2xl" />
          ))}
        </div>
        <Skeleton className="h-72 rounded-2xl" />
      </div>
    </LoadingPage>
  );
}
