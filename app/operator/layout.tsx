import type { ReactNode } from 'react';
import { requireOperator } from '@/lib/session/session';

/** Outside of the skeletons: who does not run the platform gets a real 404, or is sent to sign in. */
export default async function OperatorLayout({ children }: { readonly children: ReactNode }) {
  await requireOperator('/operator/refunds');
  return children;
}
