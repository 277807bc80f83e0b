import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { firstLanguage, type Language } from '@/lib/language/languages';
import { textsFor } from '@/lib/language/texts';
import type { Area } from '@/lib/language/words';
import { WordsProvider } from './words-provider';

/** What client components draw, as a page that hands them these areas does. */
export function drawnWith(
  areas: readonly Area[],
  node: ReactNode,
  language: Language = firstLanguage,
): string {
  return renderToStaticMarkup(
    <WordsProvider language={language} texts={textsFor(language, areas)}>
      {node}
    </WordsProvider>,
  );
}
