'use client';

import { useLanguage } from '@/components/language/words-provider';
import { formatTime } from '@/lib/language/formats';

/** A point in time, the same for everybody: the server does not know the reader's clock. */
export function Time({ iso }: { readonly iso: string }) {
  const text = formatTime(iso, useLanguage());
  // The server's Intl and the browser's may differ in a space or a dot.
  return (
    <time dateTime={iso} suppressHydrationWarning>
      {text}
    </time>
  );
}
