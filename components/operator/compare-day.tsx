'use client';

import { useState } from 'react';
import { BusyButton } from '@/components/ui/busy-button';
import { Field } from '@/components/ui/field';
import { useHydrated } from '@/components/ui/use-hydrated';
import { callApi } from '@/lib/browser/api';

/** Has one day compared with the books of every account and the platform's own now. What differs is on the page a moment later. */
export function CompareDay({ today }: { readonly today: string }) {
  const hydrated = useHydrated();
  const [day, setDay] = useState(today);
  const [sending, setSending] = useState(false);
  const [told, setTold] = useState<{ ok: boolean; text: string } | null>(null);

  async function compare() {
    setSending(true);
    const answer = await callApi('POST', '/api/work/comparisons', { day });
    setSending(false);
    const text = `${day} is being compared. Load this page again to see what differs.`;
    setTold(answer.ok ? { ok: true, text } : { ok: false, text: answer.message });
  }

  return (
    <div data-needs-script className="flex flex-wrap items-end gap-3">
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
        busy={sending}
        busyText="Sending…"
        aria-disabled={!day || undefined}
        onClick={() => (day ? void compare() : undefined)}
      >
        Compare
      </BusyButton>
      <p role="status" className={told?.ok === false ? 'text-sm text-danger-ink' : 'text-sm'}>
        {told?.text}
      </p>
    </div>
  );
}
