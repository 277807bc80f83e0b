import type { ReactNode } from 'react';
import { WordsProvider } from '@/components/language/words-provider';
import { currentLanguage } from '@/lib/language/request';
import { textsFor } from '@/lib/language/texts';
import { requireUser } from '@/lib/session/session';

/** Outside of the skeleton, so that a visitor is sent to sign in by the answer itself. */
export default async function WalletLayout({ children }: { readonly children: ReactNode }) {
  await requireUser('/wallet');
  const language = await currentLanguage();
  return (
    <WordsProvider language={language} texts={textsFor(language, ['stripe', 'refusals'])}>
      {children}
    </WordsProvider>
  );
}
