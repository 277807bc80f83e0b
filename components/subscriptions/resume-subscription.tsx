'use client';

import { Alert } from '@/components/ui/alert';
import { BusyButton } from '@/components/ui/busy-button';
import type { SubscriptionId } from '@/lib/model/ids';
import { useChange } from './use-change';

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
  const { send, busy, problem, message } = useChange(id);
  return (
    <div data-needs-script className="space-y-3 print:hidden">
      {problem ? (
        <Alert
          ref={message}
          role="alert"
          tabIndex={-1}
          tone="danger"
          title={rests ? 'It still rests' : 'It still ends'}
        >
          {problem}
        </Alert>
      ) : null}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <BusyButton
          tone="money"
          busy={busy}
          busyText="One moment…"
          aria-describedby="resume-note"
          onClick={() => void send('resume', {})}
        >
          {rests ? 'Start it again' : 'Keep it going'}
        </BusyButton>
        <p id="resume-note" className="min-w-0 flex-1 basis-56 text-sm text-ink-soft">
          {note}
        </p>
      </div>
    </div>
  );
}
