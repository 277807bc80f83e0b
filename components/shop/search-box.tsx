'use client';

import { Search } from 'lucide-react';
import Form from 'next/form';
import { useSearchParams } from 'next/navigation';
import { useWords } from '@/components/language/words-provider';

/** A form that asks `/search` by GET: needs no script, and with it the page is not loaded anew. */
export function SearchBox() {
  const t = useWords('frame');
  const asked = useSearchParams().get('q') ?? '';
  return (
    <Form action="/search" role="search" className="relative">
      <Search
        aria-hidden
        className="pointer-events-none absolute start-3 top-1/2 size-4 -translate-y-1/2 text-ink-faint"
      />
      <input
        // A new answer brings its question with it, also after "back".
        key={asked}
        type="search"
        name="q"
        aria-label={t('search')}
        placeholder={t('searchFor')}
        defaultValue={asked}
        autoComplete="off"
        maxLength={80}
        className="block min-h-11 w-full rounded-lg border border-line-strong/60 bg-surface ps-9 pe-3 text-base text-ink placeholder:text-ink-faint sm:text-sm"
      />
    </Form>
  );
}
