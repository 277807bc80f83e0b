import { LoadingPage } from '@/components/ui/loading-page';
import { Skeleton } from '@/components/ui/skeleton';

import { words } from '@/lib/language/request';

/** The wallet before it has come, in its final size. */
export async function WalletSkeleton() {
  const t = await words('wallet');
  return (
    <LoadingPage what={t('theWallet')} narrow>
      <Skeleton className="mb-3 h-9 w-32" />
      <Skeleton className="mb-8 h-6 w-96 max-w-full" />
      <div className="space-y-4">
        <Skeleton className="h-56 rounded-2xl" />
        <Skeleton className="h-11 w-36" />
      </div>
    </LoadingPage>
  );
}
