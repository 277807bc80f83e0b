/** All texts of all languages; on the server alone, the browser is handed the few that its page needs. */
import compile from 'icu-minify/compile';
import { firstLanguage, type Language } from './languages';
import { ar } from './messages/ar';
import { en } from './messages/en';
import { fr } from './messages/fr';
import { ja } from './messages/ja';
import { wordsOf, type Area, type Compiled, type Texts, type Words } from './words';

type AllTexts = { readonly [A in Area]: Texts<A> };

export const texts: Readonly<Record<Language, AllTexts>> = { en, fr, ja, ar };

const compiled = new Map<string, Compiled>();

function compiledOf(language: Language, area: Area): Compiled {
  const name = `${language}/${area}`;
  const known = compiled.get(name);
  if (known) return known;
  const entries = Object.entries<string>(texts[language][area]);
  const made = Object.fromEntries(entries.map(([key, text]) => [key, compile(text)]));
  // Objects without a prototype, which the compiler makes, may not be handed to the browser.
  const fresh = JSON.parse(JSON.stringify(made)) as Compiled;
  compiled.set(name, fresh);
  return fresh;
}

/** The words of an area in a language; for what is written without a request, e.g. an e-mail, too. */
export function wordsIn<A extends Area>(language: Language, area: A): Words<A> {
  return wordsOf<A>(language, compiledOf(language, area));
}

/** The words of an area in English: of the desks, and of answers that engineers read. */
export function englishWords<A extends Area>(area: A): Words<A> {
  return wordsIn(firstLanguage, area);
}

/** What client components say at the desks. */
export function englishTexts() {
  return textsFor(firstLanguage, [
    'frame',
    'plan',
    'cards',
    'states',
    'refusals',
    'stripe',
    'orders',
  ]);
}

/** The texts of some areas, as `WordsProvider` hands them to the browser. */
export function textsFor(
  language: Language,
  areas: readonly Area[],
): Readonly<Partial<Record<Area, Compiled>>> {
  return Object.fromEntries(areas.map((area) => [area, compiledOf(language, area)]));
}
