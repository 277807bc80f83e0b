import type { ReactNode } from 'react';
import { English } from '@/components/language/english';
import { englishTexts } from '@/lib/language/texts';

/** The lab is for engineers and stays English. */
export default function LabLayout({ children }: { readonly children: ReactNode }) {
  return <English texts={englishTexts()}>{children}</English>;
}
