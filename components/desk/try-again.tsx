'use client';

import { BusyButton } from '@/components/ui/busy-button';
import type { ButtonTone } from '@/components/ui/button';
import { ChangeProblem } from '@/components/ui/change-problem';
import { useChange } from '@/components/ui/use-change';
import { callApi } from '@/lib/browser/api';
import type { WorkRef } from '@/lib/model/work';

interface TryAgainProps {
  readonly work: WorkRef;
  /** What is tried, for those who hear the buttons out of their place. */
  readonly what: string;
  /** The words on the button. */
  readonly name?: string;
  readonly tone?: ButtonTone;
  /** Whether it is still there when the page has been told. */
  readonly stays?: boolean;
}

/** Has something that stopped tried once more; the page then tells what is left. */
export function TryAgain({
  work,
  what,
  name = 'Try again',
  tone = 'secondary',
  stays = false,
}: TryAgainProps) {
  const { send, busy, problem, message } = useChange();

  // What was tried leaves the list; its heading stays.
  const focus = stays ? {} : { focus: 'main' };
  const tryIt = () => send(() => callApi('POST', '/api/work/tries', work), focus);

  return (
    <div data-needs-script className="space-y-4">
      <ChangeProblem ref={message} title="Nothing was changed" problem={problem} />
      <BusyButton
        tone={tone}
        busy={busy}
        busyText="Trying…"
        aria-label={`${name}: ${what}`}
        onClick={() => void tryIt()}
      >
        {name}
      </BusyButton>
    </div>
  );
}
