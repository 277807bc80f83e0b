'use client';

import { useLanguage } from '@/components/language/words-provider';
import { formatDay } from '@/lib/language/formats';

/** A day, the same for everybody: the server does not know the reader's clock. */
export function Day({ iso }: { readonly iso: string }) {
  const text = formatDay(iso, useLanguage(), 'medium');
  // The server's Intl and the browser's may differ in a space or a dot.
  return (
    <time dateTime={iso} suppressHydrationWarning>
      {text}
    </time>
  );
}
