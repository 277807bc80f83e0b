import { DetailSkeleton } from '@/components/desk/detail-skeleton';

export default function Loading() {
  return (
    <DetailSkeleton
      what="the order"
      lines={2}
      aside="h-7 w-20 rounded-full"
      first="h-113 sm:h-90"
      second="h-12"
    />
  );
}
