'use client';

import { Alert } from '@/components/ui/alert';
import { BusyButton } from '@/components/ui/busy-button';
import { useChange } from '@/components/ui/use-change';
import { callApi } from '@/lib/browser/api';
import type { TestDataKind } from '@/lib/model/test-data';

interface StartTestRunProps {
  readonly kind: TestDataKind;
  readonly text: string;
  /** True while one of this kind is being made. */
  readonly running: boolean;
}

/** Has test data of one kind made; the list below tells how far it has come. */
export function StartTestRun({ kind, text, running }: StartTestRunProps) {
  const { send, busy, problem, message } = useChange();

  return (
    <div data-needs-script className="space-y-3">
      {problem ? (
        <Alert ref={message} role="alert" tabIndex={-1} tone="danger" title="Nothing was made">
          {problem}
        </Alert>
      ) : null}
      <BusyButton
        tone="secondary"
        busy={busy || running}
        busyText="Making…"
        onClick={() => void send(() => callApi('POST', '/api/test-runs', { kind }))}
      >
        {text}
      </BusyButton>
    </div>
  );
}
