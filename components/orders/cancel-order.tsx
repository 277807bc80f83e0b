'use client';

import { useState } from 'react';
import { useWords } from '@/components/language/words-provider';
import { BusyButton } from '@/components/ui/busy-button';
import { Button } from '@/components/ui/button';
import { ChangeProblem } from '@/components/ui/change-problem';
import { Dialog } from '@/components/ui/dialog';
import { useChange } from '@/components/ui/use-change';
import { useHydrated } from '@/components/ui/use-hydrated';
import { callApi } from '@/lib/browser/api';
import type { OrderId } from '@/lib/model/ids';

/** Lets go whatever an order of all or nothing holds, after a question that says what follows. */
export function CancelOrder({ orderId }: { readonly orderId: OrderId }) {
  const t = useWords('orders');
  const hydrated = useHydrated();
  const [asking, setAsking] = useState(false);
  const { send, sending: canceling, refreshing, problem, message } = useChange();

  const cancel = () =>
    send(() => callApi('POST', `/api/orders/${orderId}/cancel`, {}), {
      close: () => setAsking(false),
      focus: 'order-status',
      redrawRefused: true,
    });

  return (
    <div data-needs-script className="space-y-3 print:hidden">
      <ChangeProblem ref={message} title={t('notCanceled')} problem={problem} />
      <Button
        tone="secondary"
        disabled={refreshing}
        aria-disabled={!hydrated || undefined}
        onClick={() => setAsking(true)}
      >
        {t('cancel')}
      </Button>
      <Dialog
        open={asking}
        onClose={() => (canceling ? undefined : setAsking(false))}
        title={t('cancelWhole')}
        actions={
          <>
            <Button tone="secondary" disabled={canceling} onClick={() => setAsking(false)}>
              {t('keepIt')}
            </Button>
            <BusyButton
              tone="danger"
              busy={canceling}
              busyText={t('canceling')}
              onClick={() => void cancel()}
            >
              {t('cancelAll')}
            </BusyButton>
          </>
        }
      >
        <ul className="list-disc space-y-1 ps-5">
          <li>{t('cancelHeld')}</li>
          <li>{t('cancelGoods')}</li>
        </ul>
      </Dialog>
    </div>
  );
}
