'use client';

import { useEffect } from 'react';
import { useLater } from './use-later';

const load = () => import('./lazy-toaster').then((file) => file.default);

/** The place where toasts appear. Its script comes when the page has nothing better to do. */
export function Toaster() {
  const { Part, ask } = useLater(load);
  const isHere = Part !== null;

  useEffect(() => {
    if (isHere) return;
    const timer = setTimeout(ask, 1500);
    // What is said meanwhile waits for it.
    window.addEventListener('souk:toast', ask);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('souk:toast', ask);
    };
  }, [isHere, ask]);

  return Part ? <Part /> : null;
}
