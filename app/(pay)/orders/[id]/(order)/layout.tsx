import { notFound } from 'next/navigation';
import { giveAMoment } from '@/lib/security/give-a-moment';
import { requireUser } from '@/lib/session/session';
import { knowsOrder } from '../read-order';
import { readPage } from './read-page';

/** Decides before anything is streamed, so that an order of somebody else is a real 404. */
export default async function OrderLayout({ params, children }: LayoutProps<'/orders/[id]'>) {
  const { id } = await params;
  const user = await requireUser(`/orders/${id}`);
  if (!(await knowsOrder(user.id, id))) notFound();
  await giveAMoment(() => readPage(user.id, id));
  return children;
}
