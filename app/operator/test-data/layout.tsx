import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { requireOperator } from '@/lib/session/session';
import { mayMakeTestData } from '@/lib/test-data/may-make';

/** Decides before anything is streamed, so that where none may be made the page is a real 404. */
export default async function TestDataLayout({ children }: { readonly children: ReactNode }) {
  await requireOperator('/operator/test-data');
  if (!mayMakeTestData()) notFound();
  return children;
}
