'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { useWords } from '@/components/language/words-provider';
import { callApi } from '@/lib/browser/api';
import { askAgain, pauseAfter } from '@/lib/browser/ask-again';
import type { OrderId } from '@/lib/model/ids';
import type { OrderView } from '@/lib/model/order-views';
import { partsOf, type OrderPart } from './order-parts';

interface OrderWatchProps {
  readonly orderId: OrderId;
  /** True while Stripe or a bank has still to answer. */
  readonly watching: boolean;
  /** Each part in words, as this page shows it. */
  readonly parts: readonly OrderPart[];
}

/**
 * Asks the server how the order stands while it is under way and the page is looked at, has the page
 * drawn anew when something has changed, and says which part it was.
 */
export function OrderWatch({ orderId, watching, parts }: OrderWatchProps) {
  const t = useWords('orders');
  const router = useRouter();
  const [news, setNews] = useState('');
  const shown = textOf(parts);
  const before = useRef(parts);

  useEffect(() => {
    const changed = parts.filter(
      ({ name, stateText }) =>
        before.current.find((part) => part.name === name)?.stateText !== stateText,
    );
    before.current = parts;
    if (changed.length > 0) setNews(textOf(changed));
    // `shown` stands for what `parts` says; the array is new with each drawing.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [shown]);

  useEffect(() => {
    if (!watching) return;
    let asked = 0;
    return askAgain(async (signal) => {
      asked += 1;
      const answer = await callApi<{ order: OrderView }>('GET', `/api/orders/${orderId}`);
      const changed = answer.ok && textOf(partsOf(answer.value.order, t)) !== shown;
      if (changed && !signal.aborted) router.refresh();
      return pauseAfter(asked);
    }, pauseAfter(asked));
  }, [orderId, watching, shown, router, t]);

  return (
    <p aria-live="polite" className="sr-only">
      {news}
    </p>
  );
}

function textOf(parts: readonly OrderPart[]): string {
  return parts.map(({ name, stateText }) => `${name}: ${stateText}`).join('. ');
}
