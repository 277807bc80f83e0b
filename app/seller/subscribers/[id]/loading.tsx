import { DetailSkeleton } from '@/components/desk/detail-skeleton';

export default function Loading() {
  return (
    <DetailSkeleton
      what="the subscriber"
      aside="h-7 w-20 rounded-full"
      first="h-80 sm:h-60"
      second="h-32"
    />
  );
}
