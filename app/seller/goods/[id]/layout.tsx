import { notFound } from 'next/navigation';
import { hasProduct } from '@/lib/catalog/own-goods';
import { giveAMoment } from '@/lib/security/give-a-moment';
import { productPath } from '@/lib/seller/requests';
import { requireSeller } from '@/lib/session/session';
import { readPage } from './read-page';

/** Decides before anything is streamed, so that a product of somebody else is a real 404. */
export default async function ProductLayout({
  params,
  children,
}: LayoutProps<'/seller/goods/[id]'>) {
  const path = productPath.safeParse(await params);
  const { seller } = await requireSeller('/seller/goods');
  if (!path.success || !(await hasProduct(seller.id, path.data.id))) notFound();
  const { id } = path.data;
  await giveAMoment(() => readPage(seller.id, id));
  return children;
}
