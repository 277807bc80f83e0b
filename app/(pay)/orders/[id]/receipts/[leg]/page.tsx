import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { WordsProvider } from '@/components/language/words-provider';
import { ReceiptSheet } from '@/components/receipts/receipt-sheet';
import { Container } from '@/components/ui/container';
import { currentLanguage, words } from '@/lib/language/request';
import { textsFor } from '@/lib/language/texts';
import { readPage } from './read-page';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words('receipts'))('title') };
}

export default async function ReceiptPage({ params }: PageProps<'/orders/[id]/receipts/[leg]'>) {
  const { id, leg } = await params;
  const found = await readPage(id, leg);
  if (!found) notFound();
  const language = await currentLanguage();

  return (
    <Container narrow>
      <WordsProvider language={language} texts={textsFor(language, ['orders'])}>
        <ReceiptSheet {...found} />
      </WordsProvider>
    </Container>
  );
}
