import { DetailSkeleton } from '@/components/desk/detail-skeleton';

export default function Loading() {
  return (
    <DetailSkeleton
      what="the sale"
      aside="h-7 w-20 rounded-full"
      first="h-118 sm:h-80"
      second="h-32"
    />
  );
}
