'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';

/** A page of mirrors asks every account: seldom, and no longer than a sync takes that goes well. */
const everyMs = 3_000;
const mostTimes = 10;

interface WatchMirrorsProps {
  readonly all: number;
  readonly differing: number;
  /** How many of them are being brought up to date. */
  readonly syncing: number;
}

/** Compares anew while mirrors are being brought up to date, and says how many still differ. */
export function WatchMirrors({ all, differing, syncing }: WatchMirrorsProps) {
  const router = useRouter();
  const [before, setBefore] = useState({ differing, syncing });
  const [news, setNews] = useState<string | null>(null);
  if (before.differing !== differing || before.syncing !== syncing) {
    setBefore({ differing, syncing });
    if (before.differing !== differing) {
      const differ = differing === 1 ? 'differs' : 'differ';
      setNews(
        differing === 0 ? 'Every mirror agrees now.' : `${differing} of ${all} ${differ} now.`,
      );
    } else if (syncing < before.syncing) setNews('It was brought up to date, and still differs.');
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
