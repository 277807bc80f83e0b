'use client';

import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { useWords } from '@/components/language/words-provider';
import { Alert } from '@/components/ui/alert';
import { BusyButton } from '@/components/ui/busy-button';
import { callApi } from '@/lib/browser/api';
import type { OrderId, SubscriptionId } from '@/lib/model/ids';

interface LeaveSubscriptionProps {
  readonly orderId: OrderId;
  readonly subscriptionId: SubscriptionId;
  readonly section: string;
}

/** Leaves a plan that could not begin. Nothing was charged, so it asks nothing first. */
export function LeaveSubscription({ orderId, subscriptionId, section }: LeaveSubscriptionProps) {
  const t = useWords('orders');
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [refreshing, startRefresh] = useTransition();
  const busy = asking || refreshing;

  async function leave() {
    if (busy) return;
    setAsking(true);
    setProblem(null);
    const path = `/api/orders/${orderId}/subscriptions/${subscriptionId}/leave`;
    const answer = await callApi('POST', path, {});
    setAsking(false);
    if (answer.ok) document.getElementById(section)?.focus({ preventScroll: true });
    else setProblem(answer.message);
    startRefresh(() => router.refresh());
  }

  return (
    <div data-needs-script className="space-y-3 print:hidden">
      {problem ? (
        <Alert role="alert" tone="danger">
          {problem}
        </Alert>
      ) : null}
      <BusyButton tone="ghost" busy={busy} busyText={t('leaving')} onClick={() => void leave()}>
        {t('leave')}
      </BusyButton>
    </div>
  );
}
