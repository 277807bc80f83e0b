import { LoadingPage } from '@/components/ui/loading-page';
import { Skeleton } from '@/components/ui/skeleton';

import { words } from '@/lib/language/request';

export default async function Loading() {
  const t = await words('wallet');
  return (
    <LoadingPage what={t('yourDetails')} narrow>
      <Skeleton className="mb-3 h-9 w-48" />
      <Skeleton className="mb-8 h-6 w-96 max-w-full" />
      <Skeleton className="h-64 rounded-2xl" />
    </LoadingPage>
  );
}
