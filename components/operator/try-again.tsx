'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState, useTransition } from 'react';
import { Alert } from '@/components/ui/alert';
import { BusyButton } from '@/components/ui/busy-button';
import { callApi } from '@/lib/browser/api';
import type { WorkRef } from '@/lib/model/work';

interface TryAgainProps {
  readonly work: WorkRef;
  /** What is tried, for those who hear the buttons out of their place. */
  readonly what: string;
}

/** Has something that stopped tried once more; the page then tells what is left. */
export function TryAgain({ work, what }: TryAgainProps) {
  const router = useRouter();
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [refreshing, startRefresh] = useTransition();
  const message = useRef<HTMLDivElement>(null);
  const busy = sending || refreshing;

  useEffect(() => {
    if (problem) message.current?.focus();
  }, [problem]);

  async function send() {
    setSending(true);
    setProblem(null);
    const told = await callApi('POST', '/api/work/tries', work);
    setSending(false);
    if (!told.ok) return setProblem(told.message);
    // What was tried leaves the list; its heading stays.
    document.getElementById('main')?.focus({ preventScroll: true });
    startRefresh(() => router.refresh());
  }

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
        onClick={() => void send()}
      >
        Try again
      </BusyButton>
    </div>
  );
}
