import { notFound } from 'next/navigation';
import { giveAMoment } from '@/lib/security/give-a-moment';
import { requireUser } from '@/lib/session/session';
import { knowsSubscription } from '../read-subscription';
import { readPage } from './read-page';

/** Decides before anything is streamed, so that a subscription of somebody else is a real 404. */
export default async function SubscriptionLayout({
  params,
  children,
}: LayoutProps<'/subscriptions/[id]'>) {
  const { id } = await params;
  const user = await requireUser(`/subscriptions/${id}`);
  if (!(await knowsSubscription(user.id, id))) notFound();
  await giveAMoment(() => readPage(user.id, id));
  return children;
}
