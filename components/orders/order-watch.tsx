'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { callApi } from '@/lib/browser/api';
import { legNews } from '@/lib/model/after-sale';
import type { OrderId } from '@/lib/model/ids';
import type { OrderView } from '@/lib/model/views';

interface OrderWatchProps {
  readonly orderId: OrderId;
  /** True while Stripe or a bank has still to answer. */
  readonly watching: boolean;
  /** Each seller's part in words, as this page shows it. */
  readonly legs: readonly { readonly seller: string; readonly stateText: string }[];
}

/** A second while the page is new, then slower: a bank debit takes days. */
function pauseAfter(asked: number): number {
  return asked < 60 ? 1_000 : 15_000;
}

/**
 * Asks the server how the order stands while it is under way and the page is looked at, has the page
 * drawn anew when something has changed, and says which seller it was.
 */
export function OrderWatch({ orderId, watching, legs }: OrderWatchProps) {
  const router = useRouter();
  const [news, setNews] = useState('');
  const shown = legs.map(({ seller, stateText }) => `${seller}: ${stateText}`).join('. ');
  const before = useRef(legs);

  useEffect(() => {
    const changed = legs.filter(
      ({ seller, stateText }) =>
        before.current.find((leg) => leg.seller === seller)?.stateText !== stateText,
    );
    before.current = legs;
    if (changed.length > 0) {
      setNews(changed.map(({ seller, stateText }) => `${seller}: ${stateText}`).join('. '));
    }
    // `shown` stands for what `legs` says; the array is new with each drawing.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [shown]);

  useEffect(() => {
    if (!watching) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let asked = 0;
    let over = false;

    async function ask() {
      asked += 1;
      const answer = await callApi<{ order: OrderView }>('GET', `/api/orders/${orderId}`);
      if (over) return;
      if (answer.ok && textOf(answer.value.order) !== shown) router.refresh();
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
  }, [orderId, watching, shown, router]);

  return (
    <p aria-live="polite" className="sr-only">
      {news}
    </p>
  );
}

function textOf(order: OrderView): string {
  return order.legs.map((leg) => `${leg.seller.name}: ${legNews(leg)}`).join('. ');
}
