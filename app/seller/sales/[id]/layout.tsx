import { notFound } from 'next/navigation';
import { hasSale } from '@/lib/desk/read-sale';
import { salePath } from '@/lib/desk/requests';
import { requireSeller } from '@/lib/session/session';

/** Decides before anything is streamed, so that a sale of somebody else is a real 404. */
export default async function SaleLayout({ params, children }: LayoutProps<'/seller/sales/[id]'>) {
  const path = salePath.safeParse(await params);
  const { seller } = await requireSeller('/seller/sales');
  if (!path.success || !(await hasSale(seller, path.data.id))) notFound();
  return children;
}
