import { notFound } from 'next/navigation';
import { isSeller } from '@/lib/operator/read-account';
import { accountPath } from '@/lib/operator/requests';
import { giveAMoment } from '@/lib/security/give-a-moment';
import { requireOperator } from '@/lib/session/session';
import { readPage } from './read-page';

/** Decides before anything is streamed, so that a seller who never was is a real 404. */
export default async function AccountLayout({
  params,
  children,
}: LayoutProps<'/operator/accounts/[id]'>) {
  const path = accountPath.safeParse(await params);
  await requireOperator('/operator/accounts');
  if (!path.success || !(await isSeller(path.data.id))) notFound();
  const { id } = path.data;
  await giveAMoment(() => readPage(id));
  return children;
}
