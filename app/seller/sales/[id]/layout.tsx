import { notFound } from 'next/navigation';
import { giveAMoment } from '@/lib/security/give-a-moment';
import { hasSale } from '@/lib/seller/read-sale';
import { salePath } from '@/lib/seller/requests';
import { requireSeller } from '@/lib/session/session';
import { readPage } from './read-page';

/** Decides before anything is streamed, so that a sale of somebody else is a real 404. */
export default async function SaleLayout({ params, children }: LayoutProps<'/seller/sales/[id]'>) {
  const path = salePath.safeParse(await params);
  const { seller } = await requireSeller('/seller/sales');
  if (!path.success || !(await hasSale(seller, path.data.id))) notFound();
  const { id } = path.data;
  await giveAMoment(() => readPage(seller, id));
  return children;
}
