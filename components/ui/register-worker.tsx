'use client';

import { useEffect } from 'react';
import type { Language } from '@/lib/language/languages';

/** Registers the worker that says when there is no network, in the language of the page. */
export function RegisterWorker({ language }: { readonly language: Language }) {
  useEffect(() => {
    if (!('serviceWorker' in navigator)) return;
    // Without it everything works but the offline page, so nobody has to hear of a failure.
    navigator.serviceWorker.register(`/sw.js?language=${language}`).catch(() => undefined);
  }, [language]);
  return null;
}
