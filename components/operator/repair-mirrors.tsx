'use client';

import { useState } from 'react';
import { BusyButton } from '@/components/ui/busy-button';
import { ChangeProblem } from '@/components/ui/change-problem';
import { useChange } from '@/components/ui/use-change';
import { callApi } from '@/lib/browser/api';

interface RepairProps {
  /** One mirror; all that differ unless given. */
  readonly id?: string;
  readonly text: string;
  /** What is repaired, for those who hear the buttons out of their place. */
  readonly what: string;
}

/** Has what differs brought up to date; the page then compares anew. */
export function RepairMirrors({ id, text, what }: RepairProps) {
  const [told, setTold] = useState<string | null>(null);
  const { send, busy, problem, message } = useChange();

  async function repair() {
    const path = id ? `/api/mirrors/${encodeURIComponent(id)}/repair` : '/api/mirrors/repair';
    const answer = await send(() => callApi<Repaired>('POST', path));
    if (!answer?.ok) return;
    setTold(toldOf(answer.value));
  }

  return (
    <div data-needs-script className="space-y-3">
      <ChangeProblem ref={message} title="Nothing was changed" problem={problem} />
      <p role="status" className="text-sm text-ink-soft empty:hidden">
        {told}
      </p>
      <BusyButton
        tone="secondary"
        busy={busy}
        busyText="Repairing…"
        aria-label={what}
        onClick={() => void repair()}
      >
        {text}
      </BusyButton>
    </div>
  );
}

interface Repaired {
  readonly mended: number;
  /** What could not be mended, a sentence each. */
  readonly refused: readonly string[];
}

function toldOf({ mended, refused }: Repaired): string {
  if (mended === 0) return refused.join(' ') || 'Nothing is left to repair.';
  const done =
    mended === 1
      ? 'One mirror is being brought up to date.'
      : `${mended} mirrors are being brought up to date.`;
  return [done, ...refused].join(' ');
}
