'use client';

import { Search } from 'lucide-react';
import Form from 'next/form';
import { useSearchParams } from 'next/navigation';

/** A form that asks `/search` by GET: needs no script, and with it the page is not loaded anew. */
export function SearchBox() {
  const asked = useSearchParams().get('q') ?? '';
  return (
    <Form action="/search" role="search" className="relative">
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-ink-faint"
      />
      <input
        // A new answer brings its question with it, also after "back".
        key={asked}
        type="search"
        name="q"
        aria-label="Search goods"
        placeholder="Search mugs, jam, socks…"
        defaultValue={asked}
        autoComplete="off"
        maxLength={80}
        className="block min-h-11 w-full rounded-lg border border-line-strong/60 bg-surface pr-3 pl-9 text-base text-ink placeholder:text-ink-faint sm:text-sm"
      />
    </Form>
  );
}
