'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';

/** A page of mirrors asks every account: seldom, and no longer than a sync takes that goes well. */
const everyMs = 3_000;
const mostTimes = 10;

interface WatchMirrorsProps {
  /** How they stand, e.g. `2 of 5 differ`. */
  readonly says: string;
  /** How many of them are being brought up to date. */
  readonly syncing: number;
}

/** Compares anew while mirrors are being brought up to date, and says how they stand then. */
export function WatchMirrors({ says, syncing }: WatchMirrorsProps) {
  const router = useRouter();
  const [before, setBefore] = useState({ says, syncing });
  const [news, setNews] = useState<string | null>(null);
  if (before.says !== says || before.syncing !== syncing) {
    setBefore({ says, syncing });
    if (before.says !== says) setNews(`Now: ${says}.`);
    else if (syncing < before.syncing) setNews('It was brought up to date, and still differs.');
  }

  useEffect(() => {
    if (syncing === 0) return;
    let asked = 0;
    const timer = setInterval(() => {
      if (document.hidden) return;
      asked += 1;
      if (asked === mostTimes) clearInterval(timer);
      router.refresh();
    }, everyMs);
    return () => clearInterval(timer);
  }, [syncing, router]);

  return (
    <p role="status" className="mb-4 text-sm text-ink-soft empty:hidden">
      {news}
    </p>
  );
}
