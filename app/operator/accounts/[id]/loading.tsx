import { DetailSkeleton } from '@/components/desk/detail-skeleton';

export default function Loading() {
  return (
    <DetailSkeleton what="the account" aside="h-11 w-40 rounded-lg" first="h-78" second="h-40" />
  );
}
