'use client';

import { useWords } from '@/components/language/words-provider';
import { BusyButton } from '@/components/ui/busy-button';
import { ChangeProblem } from '@/components/ui/change-problem';
import type { SubscriptionId } from '@/lib/model/ids';
import { useSubscriptionChange } from './use-subscription-change';

/** Takes a cancellation back that has not happened yet, or has what rests go on. */
export function ResumeSubscription({
  id,
  rests,
  note,
}: {
  readonly id: SubscriptionId;
  readonly rests: boolean;
  /** What follows from it, in a sentence. */
  readonly note: string;
}) {
  const t = useWords('subscriptions');
  const { send, busy, problem, message } = useSubscriptionChange(id);
  return (
    <div data-needs-script className="space-y-3 print:hidden">
      <ChangeProblem
        ref={message}
        title={t(rests ? 'stillRests' : 'stillEnds')}
        problem={problem}
      />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <BusyButton
          tone="money"
          busy={busy}
          busyText={t('moment')}
          aria-describedby="resume-note"
          onClick={() => void send('resume', {})}
        >
          {t(rests ? 'startAgain' : 'keepGoing')}
        </BusyButton>
        <p id="resume-note" className="min-w-0 flex-1 basis-56 text-sm text-ink-soft">
          {note}
        </p>
      </div>
    </div>
  );
}
