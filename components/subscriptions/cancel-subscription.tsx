'use client';

import { useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { BusyButton } from '@/components/ui/busy-button';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { RadioCard, RadioGroup } from '@/components/ui/radio-group';
import { useHydrated } from '@/components/ui/use-hydrated';
import type { SubscriptionId } from '@/lib/model/ids';
import { useChange } from './use-change';

type When = 'period_end' | 'now';

interface CancelSubscriptionProps {
  readonly id: SubscriptionId;
  readonly name: string;
  readonly seller: string;
  /** The day until which it is paid or free; null when it can only be ended at once. */
  readonly until: string | null;
  /** Something is still to be paid. */
  readonly isDue: boolean;
}

/** Ends a subscription, now or when what is paid is over, after a question that says what follows. */
export function CancelSubscription(props: CancelSubscriptionProps) {
  const { id, name, seller, until, isDue } = props;
  const hydrated = useHydrated();
  const [open, setOpen] = useState(false);
  const [when, setWhen] = useState<When>(until ? 'period_end' : 'now');
  const { send, busy, asking, problem, message } = useChange(id);
  const chosen = until ? when : 'now';

  return (
    <div data-needs-script className="flex flex-col items-start gap-3 print:hidden">
      {problem ? (
        <Alert ref={message} role="alert" tabIndex={-1} tone="danger" title="It was not canceled">
          {problem}
        </Alert>
      ) : null}
      <Button
        tone="secondary"
        disabled={busy && !open}
        aria-disabled={!hydrated || undefined}
        onClick={() => setOpen(true)}
      >
        Cancel subscription
      </Button>
      <Dialog
        open={open}
        onClose={() => (asking ? undefined : setOpen(false))}
        title={`Cancel ${name}?`}
        actions={
          <>
            <Button tone="secondary" disabled={asking} onClick={() => setOpen(false)}>
              Keep it
            </Button>
            <BusyButton
              tone="danger"
              busy={asking}
              busyText="Canceling…"
              onClick={() => void send('cancel', { when: chosen }, { close: () => setOpen(false) })}
            >
              {chosen === 'now' ? 'Cancel now' : 'Cancel at the end'}
            </BusyButton>
          </>
        }
      >
        {until ? (
          <RadioGroup legend="When" disabled={asking}>
            <RadioCard
              name="cancel-when"
              label={`On ${until}`}
              checked={when === 'period_end'}
              onChange={() => setWhen('period_end')}
            />
            <RadioCard
              name="cancel-when"
              label="Now"
              checked={when === 'now'}
              onChange={() => setWhen('now')}
            />
          </RadioGroup>
        ) : null}
        <ul className="mt-4 list-disc space-y-1 pl-5" aria-live="polite">
          {chosen === 'now' ? (
            <>
              <li>
                It is over at once, and {seller} sends nothing more.
                {until ? ' What you have paid for until then is not given back.' : ''}
              </li>
              <li>{isDue ? 'What is due is not charged any more.' : 'Nothing more is charged.'}</li>
              <li>It cannot be taken back; you can subscribe anew.</li>
            </>
          ) : (
            <>
              <li>It goes on until {until}, and is over then.</li>
              <li>
                {isDue
                  ? 'What is due now is still tried; nothing is charged after it.'
                  : 'Nothing more is charged.'}
              </li>
              <li>You can take it back until that day.</li>
            </>
          )}
        </ul>
      </Dialog>
    </div>
  );
}
