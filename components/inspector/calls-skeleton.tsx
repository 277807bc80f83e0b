import { Skeleton } from '@/components/ui/skeleton';

/** The inspector before its calls have been read. */
export function CallsSkeleton() {
  return (
    <div data-skeleton role="status" aria-label="Loading the calls to Stripe">
      <Skeleton className="h-64 rounded-2xl" />
    </div>
  );
}
