import { notFound } from 'next/navigation';
import { subscriberPath } from '@/lib/seller/requests';
import { requireSeller } from '@/lib/session/session';
import { readPage } from './read-page';

/** Decides before anything is streamed, so that a subscriber of somebody else is a real 404. */
export default async function SubscriberLayout({
  params,
  children,
}: LayoutProps<'/seller/subscribers/[id]'>) {
  const path = subscriberPath.safeParse(await params);
  const { seller } = await requireSeller('/seller/subscribers');
  if (!path.success || !(await readPage(seller.id, path.data.id))) notFound();
  return children;
}
