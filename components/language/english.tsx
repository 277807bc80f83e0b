import type { ComponentProps, ReactNode } from 'react';
import { firstLanguage } from '@/lib/language/languages';
import { WordsProvider } from './words-provider';

/** What stays English whatever the page around it speaks: the desks, the lab, the inspector. */
export function English({
  texts,
  children,
}: Pick<ComponentProps<typeof WordsProvider>, 'texts'> & { readonly children: ReactNode }) {
  return (
    <div lang={firstLanguage} dir="ltr" className="contents">
      <WordsProvider language={firstLanguage} texts={texts}>
        {children}
      </WordsProvider>
    </div>
  );
}
