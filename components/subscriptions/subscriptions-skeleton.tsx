import { LoadingPage } from '@/components/ui/loading-page';
import { Skeleton } from '@/components/ui/skeleton';

import { words } from '@/lib/language/request';

/** The list of subscriptions before it has come. */
export async function SubscriptionsSkeleton() {
  const t = await words('subscriptions');
  return (
    <LoadingPage what={t('yours')} narrow>
      <Skeleton className="mb-8 h-9 w-48" />
      <div className="space-y-3">
        {[1, 2, 3].map((row) => (
          <Skeleton key={row} className="h-28 rounded-2xl" />
        ))}
      </div>
    </LoadingPage>
  );
}
