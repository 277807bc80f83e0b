import type { ReactNode } from 'react';
import { WordsProvider } from '@/components/language/words-provider';
import { currentLanguage } from '@/lib/language/request';
import { textsFor } from '@/lib/language/texts';

/** Every page in here may open a card form, or ask a bank. */
export default async function PayLayout({ children }: { readonly children: ReactNode }) {
  const language = await currentLanguage();
  return (
    <WordsProvider language={language} texts={textsFor(language, ['stripe', 'refusals'])}>
      {children}
    </WordsProvider>
  );
}
