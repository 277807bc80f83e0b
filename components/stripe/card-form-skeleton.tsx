import { Skeleton } from '@/components/ui/skeleton';

function FieldSkeleton() {
  return (
    <div className="space-y-1.5">
      <Skeleton className="h-5 w-24" />
      <Skeleton className="h-11" />
    </div>
  );
}

/** As high as the card fields, so that nothing moves when they come. */
export function CardFieldsSkeleton() {
  return (
    <div className="grid grid-cols-2 gap-x-3 gap-y-3">
      <div className="col-span-2">
        <FieldSkeleton />
      </div>
      <FieldSkeleton />
      <FieldSkeleton />
      <FieldSkeleton />
      <FieldSkeleton />
    </div>
  );
}
