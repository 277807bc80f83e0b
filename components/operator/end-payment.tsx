'use client';

import { useState } from 'react';
import { BusyButton } from '@/components/ui/busy-button';
import { Button } from '@/components/ui/button';
import { ChangeProblem } from '@/components/ui/change-problem';
import { Dialog } from '@/components/ui/dialog';
import { useChange } from '@/components/ui/use-change';
import { useHydrated } from '@/components/ui/use-hydrated';
import { callApi } from '@/lib/browser/api';
import type { EndingRef } from '@/lib/model/work';

interface EndPaymentProps {
  readonly what: EndingRef;
  /** Whose it is, for those who hear the buttons out of their place. */
  readonly about: string;
  readonly follows: string;
}

/** Ends a payment, or a subscription's start, that cannot settle by itself; it asks first. */
export function EndPayment({ what, about, follows }: EndPaymentProps) {
  const hydrated = useHydrated();
  const [asking, setAsking] = useState(false);
  const thing = 'legId' in what ? 'payment' : 'subscription';
  const { send, sending: ending, refreshing, problem, message } = useChange();

  const end = () =>
    send(() => callApi('POST', '/api/work/endings', what), {
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
        aria-label={`End this ${thing}: ${about}`}
        onClick={() => setAsking(true)}
      >
        End this {thing}
      </Button>
      <Dialog
        open={asking}
        onClose={() => (ending ? undefined : setAsking(false))}
        title={`End this ${thing}?`}
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
