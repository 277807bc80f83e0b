import { notFound } from 'next/navigation';
import { requireUser } from '@/lib/session/session';
import { knowsSubscription } from '../read-subscription';

/** Decides before anything is streamed, so that a subscription of somebody else is a real 404. */
export default async function SubscriptionLayout({
  params,
  children,
}: LayoutProps<'/subscriptions/[id]'>) {
  const { id } = await params;
  const user = await requireUser(`/subscriptions/${id}`);
  if (!(await knowsSubscription(user.id, id))) notFound();
  return children;
}
