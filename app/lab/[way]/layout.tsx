import { notFound } from 'next/navigation';
import { wayOf } from '@/lib/lab/ways';

/** Decides before anything is streamed, so that a way that there is not is a real 404. */
export default async function WayLayout({ params, children }: LayoutProps<'/lab/[way]'>) {
  if (!wayOf((await params).way)) notFound();
  return children;
}
