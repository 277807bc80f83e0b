import { DetailSkeleton } from '@/components/desk/detail-skeleton';

export default function Loading() {
  return (
    <DetailSkeleton
      what="the dispute"
      lines="wraps"
      aside="h-7 w-32 rounded-full"
      first="h-75 sm:h-68"
      second="h-[40rem]"
    />
  );
}
