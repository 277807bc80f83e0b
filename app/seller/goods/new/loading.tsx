import { DetailSkeleton } from '@/components/desk/detail-skeleton';

export default function Loading() {
  return <DetailSkeleton what="the form of a product" lines={0} first="h-[52rem]" />;
}
