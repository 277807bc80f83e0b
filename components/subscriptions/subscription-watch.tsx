'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { callApi } from '@/lib/browser/api';
import type { SubscriptionId } from '@/lib/model/ids';
import { newsOf, type SubscriptionView } from '@/lib/model/subscription-views';

interface SubscriptionWatchProps {
  readonly id: SubscriptionId;
  /** True while something is on its way. */
  readonly watching: boolean;
  /** What this page shows, see `newsOf`. */
  readonly shown: string;
}

/** A second while the page is new, then slower. */
const pauseAfter = (asked: number): number => (asked < 60 ? 1_000 : 15_000);

/** Asks how a subscription stands while something is on its way, and has the page drawn anew then. */
export function SubscriptionWatch({ id, watching, shown }: SubscriptionWatchProps) {
  const router = useRouter();

  useEffect(() => {
    if (!watching) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let asked = 0;
    let over = false;

    async function ask() {
      asked += 1;
      const answer = await callApi<{ subscription: SubscriptionView }>(
        'GET',
        `/api/subscriptions/${id}`,
      );
      if (over) return;
      if (answer.ok && newsOf(answer.value.subscription) !== shown) router.refresh();
      plan();
    }
    function plan() {
      clearTimeout(timer);
      if (!over && document.visibilityState === 'visible') {
        timer = setTimeout(() => void ask(), pauseAfter(asked));
      }
    }

    plan();
    document.addEventListener('visibilitychange', plan);
    return () => {
      over = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', plan);
    };
  }, [id, watching, shown, router]);

  return null;
}
