import { notFound } from 'next/navigation';
import { hasDispute } from '@/lib/desk/disputes';
import { disputePath } from '@/lib/desk/requests';
import { requireSeller } from '@/lib/session/session';

/** Decides before anything is streamed, so that a dispute of somebody else is a real 404. */
export default async function DisputeLayout({
  params,
  children,
}: LayoutProps<'/seller/disputes/[id]'>) {
  const path = disputePath.safeParse(await params);
  const { seller } = await requireSeller('/seller/disputes');
  if (!path.success || !(await hasDispute(seller.id, path.data.id))) notFound();
  return children;
}
