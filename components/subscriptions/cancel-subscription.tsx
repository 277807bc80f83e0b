'use client';

import { useState } from 'react';
import { useWords } from '@/components/language/words-provider';
import { BusyButton } from '@/components/ui/busy-button';
import { Button } from '@/components/ui/button';
import { ChangeProblem } from '@/components/ui/change-problem';
import { Dialog } from '@/components/ui/dialog';
import { RadioCard, RadioGroup } from '@/components/ui/radio-group';
import { useHydrated } from '@/components/ui/use-hydrated';
import type { SubscriptionId } from '@/lib/model/ids';
import { useSubscriptionChange } from './use-subscription-change';

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
  const t = useWords('subscriptions');
  const hydrated = useHydrated();
  const [open, setOpen] = useState(false);
  const [when, setWhen] = useState<When>(until ? 'period_end' : 'now');
  const { send, busy, sending: asking, problem, message } = useSubscriptionChange(id);
  const chosen = until ? when : 'now';

  return (
    <div data-needs-script className="flex flex-col items-start gap-3 print:hidden">
      <ChangeProblem ref={message} title={t('notCanceled')} problem={problem} />
      <Button
        tone="secondary"
        disabled={busy && !open}
        aria-disabled={!hydrated || undefined}
        onClick={() => setOpen(true)}
      >
        {t('cancel')}
      </Button>
      <Dialog
        open={open}
        onClose={() => (asking ? undefined : setOpen(false))}
        title={t('cancelTitle', { name })}
        actions={
          <>
            <Button tone="secondary" disabled={asking} onClick={() => setOpen(false)}>
              {t('keepIt')}
            </Button>
            <BusyButton
              tone="danger"
              busy={asking}
              busyText={t('canceling')}
              onClick={() => void send('cancel', { when: chosen }, { close: () => setOpen(false) })}
            >
              {t(chosen === 'now' ? 'cancelNow' : 'cancelAtEnd')}
            </BusyButton>
          </>
        }
      >
        {until ? (
          <RadioGroup legend={t('when')} disabled={asking}>
            <RadioCard
              name="cancel-when"
              label={t('onDay', { day: until })}
              checked={when === 'period_end'}
              onChange={() => setWhen('period_end')}
            />
            <RadioCard
              name="cancel-when"
              label={t('now')}
              checked={when === 'now'}
              onChange={() => setWhen('now')}
            />
          </RadioGroup>
        ) : null}
        <ul className="mt-4 list-disc space-y-1 ps-5" aria-live="polite">
          {chosen === 'now' ? (
            <>
              <li>{t(until ? 'notGivenBack' : 'overAtOnce', { seller })}</li>
              <li>{t(isDue ? 'dueDropped' : 'nothingMore')}</li>
              <li>{t('subscribeAnew')}</li>
            </>
          ) : (
            <>
              <li>{t('goesOnUntil', { day: until ?? '' })}</li>
              <li>{t(isDue ? 'stillTried' : 'nothingMore')}</li>
              <li>{t('canTakeBack')}</li>
            </>
          )}
        </ul>
      </Dialog>
    </div>
  );
}
