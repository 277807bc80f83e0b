import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ReceiptSheet } from '@/components/receipts/receipt-sheet';
import { Container } from '@/components/ui/container';
import { getReceipt } from '@/lib/payments/get-receipt';
import { legId, orderId } from '@/lib/payments/requests';
import { requireUser } from '@/lib/session/session';

export const metadata: Metadata = { title: 'Receipt' };

// As for the order: no skeleton, so that somebody else's receipt answers with a real 404.
export default async function ReceiptPage({ params }: PageProps<'/orders/[id]/receipts/[leg]'>) {
  const { id, leg } = await params;
  const user = await requireUser(`/orders/${id}/receipts/${leg}`);
  const order = orderId.safeParse(id);
  const asked = legId.safeParse(leg);
  if (!order.success || !asked.success) notFound();
  const receipt = await getReceipt(user.id, order.data, asked.data);
  if (!receipt) notFound();

  return (
    <Container narrow>
      <ReceiptSheet receipt={receipt} buyer={user} />
    </Container>
  );
}
