import { Skeleton } from '@/components/ui/skeleton';

/** As high as the card fields, so that nothing moves when they come. */
export function CardFieldsSkeleton() {
  return (
    <div className="space-y-4 p-1">
      <div className="space-y-1.5">
        <Skeleton className="h-5 w-28" />
        <Skeleton className="h-11" />
      </div>
      <div className="grid grid-cols-2 gap-4">
        <div className="space-y-1.5">
          <Skeleton className="h-5 w-24" />
          <Skeleton className="h-11" />
        </div>
        <div className="space-y-1.5">
          <Skeleton className="h-5 w-24" />
          <Skeleton className="h-11" />
        </div>
      </div>
      <div className="space-y-1.5">
        <Skeleton className="h-5 w-20" />
        <Skeleton className="h-11" />
      </div>
    </div>
  );
}
