import { formatDay } from '@/lib/language/formats';
import type { Language } from '@/lib/language/languages';

/** A day, the same for everybody: the server does not know the reader's clock. */
export function dayOf(iso: string, { language }: { readonly language: Language }): string {
  return formatDay(iso, language, 'medium');
}
