'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState, useTransition } from 'react';
import { Alert } from '@/components/ui/alert';
import { BusyButton } from '@/components/ui/busy-button';
import { TextArea } from '@/components/ui/text-area';
import { useHydrated } from '@/components/ui/use-hydrated';
import { callApi } from '@/lib/browser/api';
import type { RefundId } from '@/lib/model/ids';

interface DecideRefundProps {
  readonly refundId: RefundId;
  readonly amount: string;
  /** Which one it is, for those who hear the buttons out of their place. */
  readonly order: string;
  /** False where Stripe would refuse it. */
  readonly grantable: boolean;
}

/** Grants or declines a refund, with a few words for the buyer. The first operator's press counts. */
export function DecideRefund({ refundId, amount, order, grantable }: DecideRefundProps) {
  const router = useRouter();
  const hydrated = useHydrated();
  const [answer, setAnswer] = useState('');
  const [deciding, setDeciding] = useState<'grant' | 'decline' | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [refreshing, startRefresh] = useTransition();
  const message = useRef<HTMLDivElement>(null);
  const pressed = useRef(false);
  const busy = deciding !== null || refreshing;

  useEffect(() => {
    if (problem) message.current?.focus();
  }, [problem]);

  async function decide(decision: 'grant' | 'decline') {
    if (pressed.current) return;
    pressed.current = true;
    setDeciding(decision);
    setProblem(null);
    const told = await callApi('POST', `/api/refunds/${refundId}/decision`, { decision, answer });
    pressed.current = false;
    setDeciding(null);
    if (!told.ok) return setProblem(told.message);
    // This item moves to those that are decided; the heading of its list stays.
    document.getElementById('main')?.focus({ preventScroll: true });
    startRefresh(() => router.refresh());
  }

  return (
    <div data-needs-script className="space-y-4 border-t border-line pt-4">
      <TextArea
        id={`answer-${refundId}`}
        label="Answer to the buyer (optional)"
        maxLength={500}
        value={answer}
        disabled={busy}
        // What is typed before script is there would be seen, and not sent.
        readOnly={!hydrated}
        onChange={({ target }) => setAnswer(target.value)}
      />
      {problem ? (
        <Alert ref={message} role="alert" tabIndex={-1} tone="danger" title="Nothing was changed">
          {problem}
        </Alert>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <BusyButton
          tone="money"
          busy={deciding === 'grant'}
          busyText="Granting…"
          aria-disabled={busy || !grantable || undefined}
          aria-label={`Grant ${amount} of ${order}`}
          onClick={() => (grantable && !busy ? void decide('grant') : undefined)}
        >
          Grant {amount}
        </BusyButton>
        <BusyButton
          tone="secondary"
          busy={deciding === 'decline'}
          busyText="Declining…"
          aria-disabled={busy || undefined}
          aria-label={`Decline ${amount} of ${order}`}
          onClick={() => (busy ? undefined : void decide('decline'))}
        >
          Decline
        </BusyButton>
      </div>
    </div>
  );
}
