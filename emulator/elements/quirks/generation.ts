/**
 * What changed in the frames between the two generations of the Payment Element: ids, two labels,
 * autofill's tokens, apostrophes, and the picker that shows unless the page asks for one.
 */
import type { Texts } from '../locales/texts';
import type { Quirks } from './quirks';

type Generation = Quirks['generation'];

/** Before the `id` of every input: the Element's type, or the word of 2022. */
export function idPrefix(generation: Generation, elementType: string): string {
  return generation === '2022' ? 'Field-' : `${elementType}-`;
}

/**
 * Labels as that generation had them. unconfirmed: other languages than English, which keep theirs.
 */
export function textsOf(generation: Generation, texts: Texts, language: string): Texts {
  if (generation !== '2022' || !/^en\b/i.test(language)) return texts;
  return {
    ...texts,
    fields: { ...texts.fields, cvc: 'CVC', zip: 'ZIP' },
    problems: straight(texts.problems),
  };
}

/** Sentences had the apostrophes of typewriters. */
function straight<T extends Readonly<Record<string, string>>>(sentences: T): T {
  const all = Object.entries(sentences).map(([name, text]) => [name, text.replaceAll('’', "'")]);
  return Object.fromEntries(all) as T;
}

/** `billing cc-number` in 2022, `cc-number` since. */
export function autocompleteOf(prefix: string, token: string): string {
  const older = prefix === 'Field-' && !/^(billing|shipping) /.test(token);
  return older ? `billing ${token}` : token;
}

/** The picker of a page that names none: tabs until the basil train, an accordion since. */
export function defaultLayout(generation: Generation): 'tabs' | 'accordion' {
  return generation === '2022' ? 'tabs' : 'accordion';
}

/** Whether an accordion of several methods is closed at first: since the basil train. */
export function startsCollapsed(generation: Generation): boolean {
  return generation !== '2022';
}
