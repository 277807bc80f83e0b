import { DeskSkeleton } from '@/components/desk/desk-skeleton';

export default function Loading() {
  return <DeskSkeleton what="test data" of="items" />;
}
