import { notFound } from 'next/navigation';
import { readPage } from './read-page';

/** Decides before anything is streamed, so that what does not exist is a real 404. */
export default async function ProductLayout({ params, children }: LayoutProps<'/products/[slug]'>) {
  if (!(await readPage((await params).slug))) notFound();
  return children;
}
