import { notFound } from 'next/navigation';
import { isMail } from '@/lib/mail/list-mails';
import { giveAMoment } from '@/lib/security/give-a-moment';
import { requireOperator } from '@/lib/session/session';
import { readPage } from './read-page';

/** Decides before anything is streamed, so that an e-mail that never was is a real 404. */
export default async function MailLayout({
  params,
  children,
}: LayoutProps<'/operator/mails/[id]'>) {
  const { id } = await params;
  await requireOperator(`/operator/mails/${id}`);
  if (!(await isMail(id))) notFound();
  await giveAMoment(() => readPage(id));
  return children;
}
