import { notFound } from 'next/navigation';
import { isMail } from '@/lib/mail/list-mails';
import { requireOperator } from '@/lib/session/session';

/** Decides before anything is streamed, so that an e-mail that never was is a real 404. */
export default async function MailLayout({
  params,
  children,
}: LayoutProps<'/operator/mails/[id]'>) {
  const { id } = await params;
  await requireOperator(`/operator/mails/${id}`);
  if (!(await isMail(id))) notFound();
  return children;
}
