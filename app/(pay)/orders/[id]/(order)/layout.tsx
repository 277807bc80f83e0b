import { notFound } from 'next/navigation';
import { requireUser } from '@/lib/session/session';
import { knowsOrder } from '../read-order';

/** Decides before anything is streamed, so that an order of somebody else is a real 404. */
export default async function OrderLayout({ params, children }: LayoutProps<'/orders/[id]'>) {
  const { id } = await params;
  const user = await requireUser(`/orders/${id}`);
  if (!(await knowsOrder(user.id, id))) notFound();
  return children;
}
