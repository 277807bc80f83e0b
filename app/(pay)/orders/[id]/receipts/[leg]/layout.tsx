import { notFound } from 'next/navigation';
import { readPage } from './read-page';

/** As for the order: somebody else's receipt is a real 404. */
export default async function ReceiptLayout({
  params,
  children,
}: LayoutProps<'/orders/[id]/receipts/[leg]'>) {
  const { id, leg } = await params;
  if (!(await readPage(id, leg))) notFound();
  return children;
}
