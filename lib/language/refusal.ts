import { firstLanguage, type Language } from './languages';
import { texts } from './texts';

/**
 * A refusal in a language. Use-cases refuse in English, with a code; others read what
 * `messages/…/problems.ts` says of that code. A code that is not told there keeps the sentence it came with.
 */
export function refusalIn(language: Language, code: string, message: string): string {
  if (language === firstLanguage) return message;
  const known: Readonly<Record<string, string>> = texts[language].problems;
  return known[code] ?? message;
}
