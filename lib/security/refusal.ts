import type { Told, ToldValue } from '../model/told';
import { formatMoney } from '../model/money';
import { formatDay } from '../language/formats';
import { firstLanguage, intlTags, type Language } from '../language/languages';
import type { English } from '../language/messages/en';
import { texts, wordsIn } from '../language/texts';

type ProblemText = keyof English['problems'];

/**
 * A refusal in a language. Use-cases refuse in English, with a code; others read what
 * `messages/…/problems.ts` says of what was told, else of that code. A code that is not told there keeps
 * the sentence it came with.
 */
export function refusalIn(language: Language, code: string, message: string, told?: Told): string {
  if (language === firstLanguage) return message;
  const known: Readonly<Record<string, string>> = texts[language].problems;
  if (told && known[told.text]) return sayTold(language, told);
  return known[code] ?? message;
}

/** Refuses with a sentence that holds amounts, counts, days or names, so that each language can say it. */
export function refuseTelling<Reason extends string>(
  reason: Reason,
  text: ProblemText,
  values: Told['values'],
): { ok: false; reason: Reason; message: string; told: Told } {
  const told = { text, values };
  return { ok: false, reason, message: sayTold(firstLanguage, told), told };
}

/** What was told, in a language. */
export function sayTold(language: Language, { text, values }: Told): string {
  const said = Object.entries(values).map(([name, value]) => [name, valueIn(language, value)]);
  // Which values a text takes is known to the compiler by its key alone; the tests say them all.
  const t = wordsIn(language, 'problems') as (key: string, values: unknown) => string;
  return t(text, Object.fromEntries(said));
}

/** Counts stay numbers: the text itself says in which form. */
function valueIn(language: Language, value: ToldValue): string | number {
  if (typeof value !== 'object') return value;
  if ('day' in value) return formatDay(value.day, language);
  return formatMoney(value, intlTags[language]);
}
