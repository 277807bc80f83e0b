import { DetailSkeleton } from '@/components/desk/detail-skeleton';

export default function Loading() {
  return (
    <DetailSkeleton what="the product" lines={0} aside="h-11 w-40 rounded-lg" first="h-[52rem]" />
  );
}
