'use client';

import { useState } from 'react';
import { BusyButton } from '@/components/ui/busy-button';
import { ChangeProblem } from '@/components/ui/change-problem';
import { showToast } from '@/components/ui/show-toast';
import { useChange } from '@/components/ui/use-change';
import { callApi } from '@/lib/browser/api';
import { repairSays, type Repaired } from '@/lib/model/mirror-views';

interface RepairProps {
  /** One mirror; all that differ unless given. */
  readonly id?: string;
  readonly text: string;
  /** What is repaired, for those who hear the buttons out of their place. */
  readonly what: string;
  /** Nothing is left to press for, and what the last press was refused stays in sight. */
  readonly idle?: boolean;
}

/** Has what differs brought up to date; the page then compares anew. */
export function RepairMirrors({ id, text, what, idle = false }: RepairProps) {
  const [refused, setRefused] = useState('');
  const { send, busy, problem, message } = useChange();

  async function repair() {
    let left = '';
    const ask = async () => {
      const path = id ? `/api/mirrors/${encodeURIComponent(id)}/repair` : '/api/mirrors/repair';
      const answer = await callApi<Repaired>('POST', path);
      if (answer.ok) left = answer.value.refused.join(' ');
      return answer;
    };
    // What is mended leaves the list, with its button; what was refused stays, and is told there.
    const focus = () => {
      if (!left) document.getElementById('main')?.focus({ preventScroll: true });
    };
    const answer = await send(ask, { focus });
    if (!answer?.ok) return;
    setRefused(left);
    const done = repairSays(answer.value);
    if (done) showToast({ message: done });
  }

  // Without a button and without words it takes no room, and stays where it is.
  const isBare = idle && !busy && !refused && !problem;
  return (
    <div data-needs-script className={isBare ? 'sr-only' : 'space-y-3'}>
      <ChangeProblem ref={message} title="Nothing was changed" problem={problem} />
      <p role="status" className="text-sm text-ink-soft empty:hidden">
        {refused}
      </p>
      {idle && !busy ? null : (
        <BusyButton
          tone="secondary"
          busy={busy}
          busyText="Repairing…"
          aria-label={what}
          onClick={() => void repair()}
        >
          {text}
        </BusyButton>
      )}
    </div>
  );
}
