'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

const everyMs = 2_000;
/** Five minutes: a page that asks for ever would keep its operator signed in. */
const mostTimes = 150;

/** Asks for the page again while something on it is being done. */
export function WatchWork({ running }: { readonly running: boolean }) {
  const router = useRouter();
  useEffect(() => {
    if (!running) return;
    let asked = 0;
    const timer = setInterval(() => {
      if (document.hidden) return;
      asked += 1;
      if (asked === mostTimes) clearInterval(timer);
      router.refresh();
    }, everyMs);
    return () => clearInterval(timer);
  }, [running, router]);
  return null;
}
