import { Skeleton } from '@/components/ui/skeleton';
import { Grid } from './goods-grid';

/** As large as the tiles that are coming, so that nothing jumps. */
export function GoodsSkeleton({ tiles = 8 }: { readonly tiles?: number }) {
  return (
    <Grid>
      {Array.from({ length: tiles }, (_, index) => (
        <li key={index}>
          <Skeleton className="aspect-square w-full rounded-2xl" />
          <Skeleton className="mt-3 h-4 w-3/4" />
          <Skeleton className="mt-2 h-4 w-1/2" />
        </li>
      ))}
    </Grid>
  );
}
