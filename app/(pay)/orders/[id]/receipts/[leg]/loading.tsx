import { ReceiptSkeleton } from '@/components/receipts/receipt-skeleton';

export default function Loading() {
  return <ReceiptSkeleton />;
}
