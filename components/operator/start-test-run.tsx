'use client';

import { BusyButton } from '@/components/ui/busy-button';
import { ChangeProblem } from '@/components/ui/change-problem';
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
      <ChangeProblem ref={message} title="Nothing was made" problem={problem} />
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
