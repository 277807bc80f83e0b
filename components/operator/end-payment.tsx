'use client';

import { useState } from 'react';
import { BusyButton } from '@/components/ui/busy-button';
import { Button } from '@/components/ui/button';
import { ChangeProblem } from '@/components/ui/change-problem';
import { Dialog } from '@/components/ui/dialog';
import { useChange } from '@/components/ui/use-change';
import { useHydrated } from '@/components/ui/use-hydrated';
import { callApi } from '@/lib/browser/api';
import type { LegId } from '@/lib/model/ids';

interface EndPaymentProps {
  readonly legId: LegId;
  /** Whose it is, for those who hear the buttons out of their place. */
  readonly about: string;
  readonly follows: string;
}

/** Ends a payment that cannot settle by itself, after a question that says what follows. */
export function EndPayment({ legId, about, follows }: EndPaymentProps) {
  const hydrated = useHydrated();
  const [asking, setAsking] = useState(false);
  const { send, sending: ending, refreshing, problem, message } = useChange();

  const end = () =>
    send(() => callApi('POST', '/api/work/endings', { legId }), {
      close: () => setAsking(false),
      focus: 'main',
      redrawRefused: true,
    });

  return (
    <div data-needs-script className="space-y-4">
      <ChangeProblem ref={message} title="Nothing was changed" problem={problem} />
      <Button
        tone="secondary"
        disabled={refreshing}
        aria-disabled={!hydrated || undefined}
        aria-label={`End this payment: ${about}`}
        onClick={() => setAsking(true)}
      >
        End this payment
      </Button>
      <Dialog
        open={asking}
        onClose={() => (ending ? undefined : setAsking(false))}
        title="End this payment?"
        actions={
          <>
            <Button tone="secondary" disabled={ending} onClick={() => setAsking(false)}>
              Leave it
            </Button>
            <BusyButton tone="danger" busy={ending} busyText="Ending…" onClick={() => void end()}>
              End it
            </BusyButton>
          </>
        }
      >
        <p>{follows}</p>
      </Dialog>
    </div>
  );
}
