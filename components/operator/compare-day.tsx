'use client';

import { useState } from 'react';
import { BusyButton } from '@/components/ui/busy-button';
import { ChangeProblem } from '@/components/ui/change-problem';
import { Field } from '@/components/ui/field';
import { useChange } from '@/components/ui/use-change';
import { useHydrated } from '@/components/ui/use-hydrated';
import { callApi } from '@/lib/browser/api';
import type { Comparison, DifferingDay } from '@/lib/model/work';
import { WatchWork } from './watch-work';

interface CompareDayProps {
  readonly today: string;
  /** Days that are not compared whole so far. */
  readonly under: readonly Comparison[];
  readonly differing: readonly DifferingDay[];
}

/**
 * Has one day compared with the books of every account and the platform's own now. The page is asked
 * for again until that is done, so what differs comes up by itself.
 */
export function CompareDay({ today, under, differing }: CompareDayProps) {
  const hydrated = useHydrated();
  const [day, setDay] = useState(today);
  const [asked, setAsked] = useState<string | null>(null);
  const { send, busy, problem, message } = useChange();

  async function compare() {
    setAsked(null);
    const answer = await send(() => callApi('POST', '/api/work/comparisons', { day }));
    if (answer?.ok) setAsked(day);
  }

  return (
    <div data-needs-script className="space-y-3">
      <WatchWork running={under.some(({ waits }) => !waits)} />
      <ChangeProblem ref={message} title="Nothing was compared" problem={problem} />
      <div className="flex flex-wrap items-end gap-3">
        <div className="w-44">
          <Field
            id="compare-day"
            label="Compare a day (UTC)"
            type="date"
            max={today}
            required
            value={day}
            readOnly={!hydrated}
            onChange={({ target }) => setDay(target.value)}
          />
        </div>
        <BusyButton
          tone="secondary"
          busy={busy}
          busyText="Sending…"
          aria-disabled={!day || undefined}
          onClick={() => (day ? void compare() : undefined)}
        >
          Compare
        </BusyButton>
      </div>
      <p role="status" className="text-sm empty:hidden">
        {asked && !busy ? newsOf(asked, under, differing) : null}
      </p>
    </div>
  );
}

/** How far the comparison of a day is, and what came of it. */
function newsOf(
  day: string,
  under: readonly Comparison[],
  differing: readonly DifferingDay[],
): string {
  const open = under.find((comparison) => comparison.day === day);
  if (open) {
    return open.waits
      ? `${day} could not be compared whole so far. What is tried again by itself, and what stopped, stands above.`
      : `${day} is being compared. What differs comes up here by itself.`;
  }
  const count = differing.find((other) => other.day === day)?.count ?? 0;
  if (count === 0) return `${day} was compared: everything agrees.`;
  return `${day} was compared: ${count === 1 ? '1 difference' : `${count} differences`}, above.`;
}
