import Negotiator from 'negotiator';
import { firstLanguage, isLanguage, languages, type Language } from './languages';

/** What was chosen, else what the browser prefers (`Accept-Language`), else English. */
export function chooseLanguage(
  chosen: string | null | undefined,
  acceptLanguage: string | null,
): Language {
  if (isLanguage(chosen)) return chosen;
  const headers = { 'accept-language': acceptLanguage ?? undefined };
  const preferred = new Negotiator({ headers }).language([...languages]);
  return isLanguage(preferred) ? preferred : firstLanguage;
}
