import type { ReactNode } from 'react';
import { English } from '@/components/language/english';
import { englishTexts } from '@/lib/language/texts';

/** Where shops are opened; English, as the desk behind it. */
export default function SellLayout({ children }: { readonly children: ReactNode }) {
  return <English texts={englishTexts()}>{children}</English>;
}
