import { notFound } from 'next/navigation';
import { isOrder } from '@/lib/operator/read-order';
import { orderPath } from '@/lib/payments/paths';
import { giveAMoment } from '@/lib/security/give-a-moment';
import { requireOperator } from '@/lib/session/session';
import { readPage } from './read-page';

/** Decides before anything is streamed, so that an order that never was is a real 404. */
export default async function OperatorOrderLayout({
  params,
  children,
}: LayoutProps<'/operator/orders/[id]'>) {
  const path = orderPath.safeParse(await params);
  await requireOperator('/operator/orders');
  if (!path.success || !(await isOrder(path.data.id))) notFound();
  const { id } = path.data;
  await giveAMoment(() => readPage(id));
  return children;
}
