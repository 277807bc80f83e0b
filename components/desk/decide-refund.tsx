'use client';

import { useState } from 'react';
import { BusyButton } from '@/components/ui/busy-button';
import { ChangeProblem } from '@/components/ui/change-problem';
import { TextArea } from '@/components/ui/text-area';
import { useChange } from '@/components/ui/use-change';
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

/** Grants or declines a refund, with a few words for the buyer. The first press counts, whoever's. */
export function DecideRefund({ refundId, amount, order, grantable }: DecideRefundProps) {
  const hydrated = useHydrated();
  const [answer, setAnswer] = useState('');
  const [decided, setDecided] = useState<'grant' | 'decline' | null>(null);
  const { send, sending, busy, problem, message } = useChange();

  async function decide(decision: 'grant' | 'decline') {
    if (busy) return;
    setDecided(decision);
    const path = `/api/refunds/${refundId}/decision`;
    // This item moves to those that are decided; the heading of its list stays.
    await send(() => callApi('POST', path, { decision, answer }), { focus: 'main' });
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
      <ChangeProblem ref={message} title="Nothing was changed" problem={problem} />
      <div className="flex flex-wrap gap-2">
        <BusyButton
          tone="money"
          busy={sending && decided === 'grant'}
          busyText="Granting…"
          aria-disabled={busy || !grantable || undefined}
          aria-label={`Grant ${amount} of ${order}`}
          onClick={() => (grantable ? void decide('grant') : undefined)}
        >
          Grant {amount}
        </BusyButton>
        <BusyButton
          tone="secondary"
          busy={sending && decided === 'decline'}
          busyText="Declining…"
          aria-disabled={busy || undefined}
          aria-label={`Decline ${amount} of ${order}`}
          onClick={() => void decide('decline')}
        >
          Decline
        </BusyButton>
      </div>
    </div>
  );
}
