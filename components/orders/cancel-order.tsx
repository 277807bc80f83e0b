'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState, useTransition } from 'react';
import { flushSync } from 'react-dom';
import { useWords } from '@/components/language/words-provider';
import { Alert } from '@/components/ui/alert';
import { BusyButton } from '@/components/ui/busy-button';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { useHydrated } from '@/components/ui/use-hydrated';
import { callApi } from '@/lib/browser/api';
import type { OrderId } from '@/lib/model/ids';

/** Lets go whatever an order of all or nothing holds, after a question that says what follows. */
export function CancelOrder({ orderId }: { readonly orderId: OrderId }) {
  const t = useWords('orders');
  const router = useRouter();
  const hydrated = useHydrated();
  const [asking, setAsking] = useState(false);
  const [canceling, setCanceling] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  // The page drawn anew has no such button: it stays busy until then.
  const [refreshing, startRefresh] = useTransition();
  const message = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (problem) message.current?.focus();
  }, [problem]);

  async function cancel() {
    if (canceling) return;
    setCanceling(true);
    setProblem(null);
    const answer = await callApi('POST', `/api/orders/${orderId}/cancel`, {});
    // At once, as a closing dialog gives the focus back before the news takes it.
    flushSync(() => {
      setCanceling(false);
      setAsking(false);
    });
    if (answer.ok) document.getElementById('order-status')?.focus({ preventScroll: true });
    else setProblem(answer.message);
    startRefresh(() => router.refresh());
  }

  return (
    <div data-needs-script className="space-y-3 print:hidden">
      {problem ? (
        <Alert ref={message} role="alert" tabIndex={-1} tone="danger" title={t('notCanceled')}>
          {problem}
        </Alert>
      ) : null}
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
