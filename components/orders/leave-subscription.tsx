'use client';

import { useWords } from '@/components/language/words-provider';
import { BusyButton } from '@/components/ui/busy-button';
import { ChangeProblem } from '@/components/ui/change-problem';
import { useChange } from '@/components/ui/use-change';
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
  const { send, busy, problem, message } = useChange();

  async function leave() {
    const path = `/api/orders/${orderId}/subscriptions/${subscriptionId}/leave`;
    await send(() => callApi('POST', path, {}), { focus: section, redrawRefused: true });
  }

  return (
    <div data-needs-script className="space-y-3 print:hidden">
      <ChangeProblem ref={message} problem={problem} />
      <BusyButton tone="ghost" busy={busy} busyText={t('leaving')} onClick={() => void leave()}>
        {t('leave')}
      </BusyButton>
    </div>
  );
}
