import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { MailSheet } from '@/components/mails/mail-sheet';
import { Container } from '@/components/ui/container';
import { requireOperator } from '@/lib/session/session';
import { readPage } from './read-page';

export const metadata: Metadata = { title: 'E-mail' };

export default async function OperatorMailPage({ params }: PageProps<'/operator/mails/[id]'>) {
  const { id } = await params;
  await requireOperator(`/operator/mails/${id}`);
  const mail = await readPage(id);
  if (!mail) notFound();

  return (
    <Container narrow>
      <Link
        href="/operator/mails"
        className="-mt-2 mb-2 inline-flex min-h-11 items-center text-sm underline underline-offset-4"
      >
        All e-mails
      </Link>
      <MailSheet mail={mail} />
    </Container>
  );
}
