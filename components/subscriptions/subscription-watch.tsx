'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { callApi } from '@/lib/browser/api';
import { askAgain, pauseAfter } from '@/lib/browser/ask-again';
import type { SubscriptionId } from '@/lib/model/ids';
import { newsOf, type SubscriptionView } from '@/lib/model/subscription-views';

interface SubscriptionWatchProps {
  readonly id: SubscriptionId;
  /** True while something is on its way. */
  readonly watching: boolean;
  /** What this page shows, see `newsOf`. */
  readonly shown: string;
}

/** Asks how a subscription stands while something is on its way, and has the page drawn anew then. */
export function SubscriptionWatch({ id, watching, shown }: SubscriptionWatchProps) {
  const router = useRouter();

  useEffect(() => {
    if (!watching) return;
    let asked = 0;
    return askAgain(async (signal) => {
      asked += 1;
      const answer = await callApi<{ subscription: SubscriptionView }>(
        'GET',
        `/api/subscriptions/${id}`,
      );
      const changed = answer.ok && newsOf(answer.value.subscription) !== shown;
      if (changed && !signal.aborted) router.refresh();
      return pauseAfter(asked);
    }, pauseAfter(asked));
  }, [id, watching, shown, router]);

  return null;
}
