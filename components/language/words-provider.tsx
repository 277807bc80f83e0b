'use client';

import { createContext, use, useEffect, useMemo, type ReactNode } from 'react';
import { sayFailures } from '@/lib/browser/api';
import type { Language } from '@/lib/language/languages';
import { wordsOf, type Area, type Compiled, type Words } from '@/lib/language/words';

interface Spoken {
  readonly language: Language;
  readonly texts: Readonly<Partial<Record<Area, Compiled>>>;
}

const WordsContext = createContext<Spoken | null>(null);

/**
 * Hands the texts of some areas to the client components inside, beside those of the providers around
 * it. Make `texts` with `textsFor`.
 */
export function WordsProvider({
  language,
  texts,
  children,
}: Spoken & { readonly children: ReactNode }) {
  const around = use(WordsContext);
  const spoken = useMemo(
    () => ({
      language,
      texts: around?.language === language ? { ...around.texts, ...texts } : texts,
    }),
    [around, language, texts],
  );
  useEffect(() => {
    if (!texts.frame) return;
    const t = wordsOf<'frame'>(language, texts.frame);
    sayFailures({ offline: t('offline'), unreadable: t('unreadable') });
  }, [language, texts]);
  return <WordsContext value={spoken}>{children}</WordsContext>;
}

/** The words of an area in the page's language. In server components: `await words(area)`. */
export function useWords<A extends Area>(area: A): Words<A> {
  const { language, texts } = useSpoken();
  const these = texts[area];
  if (!these) throw new Error(`The texts of "${area}" were not handed to this page.`);
  return useMemo(() => wordsOf<A>(language, these), [language, these]);
}

/** The page's language, for formats. In server components: `await currentLanguage()`. */
export function useLanguage(): Language {
  return useSpoken().language;
}

function useSpoken(): Spoken {
  const spoken = use(WordsContext);
  if (!spoken) throw new Error('useWords outside of WordsProvider');
  return spoken;
}
