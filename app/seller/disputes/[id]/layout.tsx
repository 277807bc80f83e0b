import { notFound } from 'next/navigation';
import { giveAMoment } from '@/lib/security/give-a-moment';
import { hasDispute } from '@/lib/seller/disputes';
import { disputePath } from '@/lib/seller/requests';
import { requireSeller } from '@/lib/session/session';
import { readPage } from './read-page';

/** Decides before anything is streamed, so that a dispute of somebody else is a real 404. */
export default async function DisputeLayout({
  params,
  children,
}: LayoutProps<'/seller/disputes/[id]'>) {
  const path = disputePath.safeParse(await params);
  const { seller } = await requireSeller('/seller/disputes');
  if (!path.success || !(await hasDispute(seller.id, path.data.id))) notFound();
  const { id } = path.data;
  await giveAMoment(() => readPage(seller.id, id));
  return children;
}
