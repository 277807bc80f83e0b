import { formatDay } from '@/lib/language/formats';
import type { Language } from '@/lib/language/languages';

interface DayTextProps {
  readonly iso: string;
  readonly language: Language;
}

/** A day, the same for everybody: the server does not know the reader's clock. */
export function DayText({ iso, language }: DayTextProps) {
  return <time dateTime={iso}>{formatDay(iso, language)}</time>;
}
