import { DetailSkeleton } from '@/components/desk/detail-skeleton';

export default function Loading() {
  return <DetailSkeleton what="the e-mail" aside="h-7 w-20 rounded-full" first="h-170" />;
}
