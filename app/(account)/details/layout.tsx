import type { ReactNode } from 'react';
import { requireUser } from '@/lib/session/session';

/** Outside of the skeleton, so that a visitor is sent to sign in by the answer itself. */
export default async function DetailsLayout({ children }: { readonly children: ReactNode }) {
  await requireUser('/details');
  return children;
}
