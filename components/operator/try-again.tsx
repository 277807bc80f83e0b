'use client';

import { Alert } from '@/components/ui/alert';
import { BusyButton } from '@/components/ui/busy-button';
import { useChange } from '@/components/ui/use-change';
import { callApi } from '@/lib/browser/api';
import type { WorkRef } from '@/lib/model/work';

interface TryAgainProps {
  readonly work: WorkRef;
  /** What is tried, for those who hear the buttons out of their place. */
  readonly what: string;
}

/** Has something that stopped tried once more; the page then tells what is left. */
export function TryAgain({ work, what }: TryAgainProps) {
  const { send, busy, problem, message } = useChange();

  // What was tried leaves the list; its heading stays.
  const tryIt = () => send(() => callApi('POST', '/api/work/tries', work), { focus: 'main' });

  return (
    <div data-needs-script className="space-y-4">
      {problem ? (
        <Alert ref={message} role="alert" tabIndex={-1} tone="danger" title="Nothing was changed">
          {problem}
        </Alert>
      ) : null}
      <BusyButton
        tone="secondary"
        busy={busy}
        busyText="Trying…"
        aria-label={`Try again: ${what}`}
        onClick={() => void tryIt()}
      >
        Try again
      </BusyButton>
    </div>
  );
}
