import { notFound } from 'next/navigation';
import { readProduct } from './read-product';

/** Decides before anything is streamed, so that what does not exist is a real 404. */
export default async function ProductLayout({ params, children }: LayoutProps<'/products/[slug]'>) {
  if (!(await readProduct((await params).slug))) notFound();
  return children;
}
