import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { WordsProvider } from '@/components/language/words-provider';
import { ReceiptSheet } from '@/components/receipts/receipt-sheet';
import { Container } from '@/components/ui/container';
import { currentLanguage, words } from '@/lib/language/request';
import { textsFor } from '@/lib/language/texts';
import { getReceipt } from '@/lib/payments/get-receipt';
import { legId, orderId } from '@/lib/security/row-ids';
import { requireUser } from '@/lib/session/session';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words('receipts'))('title') };
}

// As for the order: no skeleton, so that somebody else's receipt answers with a real 404.
export default async function ReceiptPage({ params }: PageProps<'/orders/[id]/receipts/[leg]'>) {
  const { id, leg } = await params;
  const user = await requireUser(`/orders/${id}/receipts/${leg}`);
  const order = orderId.safeParse(id);
  const asked = legId.safeParse(leg);
  if (!order.success || !asked.success) notFound();
  const language = await currentLanguage();
  const receipt = await getReceipt(user.id, order.data, asked.data, language);
  if (!receipt) notFound();

  return (
    <Container narrow>
      <WordsProvider language={language} texts={textsFor(language, ['orders'])}>
        <ReceiptSheet receipt={receipt} buyer={user} />
      </WordsProvider>
    </Container>
  );
}
