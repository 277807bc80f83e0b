'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState, useTransition } from 'react';
import { Alert } from '@/components/ui/alert';
import { BusyButton } from '@/components/ui/busy-button';
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
  const router = useRouter();
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const [refreshing, startRefresh] = useTransition();
  const message = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (problem) message.current?.focus();
  }, [problem]);

  async function send() {
    setSending(true);
    setProblem(null);
    const path = id ? `/api/mirrors/${encodeURIComponent(id)}/repair` : '/api/mirrors/repair';
    const answer = await callApi<{ mended: number }>('POST', path);
    setSending(false);
    if (!answer.ok) return setProblem(answer.message);
    setTold(
      answer.value.mended === 1
        ? 'One mirror is being brought up to date.'
        : `${answer.value.mended} mirrors are being brought up to date.`,
    );
    startRefresh(() => router.refresh());
  }

  return (
    <div data-needs-script className="space-y-3">
      {problem ? (
        <Alert ref={message} role="alert" tabIndex={-1} tone="danger" title="Nothing was changed">
          {problem}
        </Alert>
      ) : null}
      <p role="status" className="text-sm text-ink-soft empty:hidden">
        {told}
      </p>
      <BusyButton
        tone="secondary"
        busy={sending || refreshing}
        busyText="Repairing…"
        aria-label={what}
        onClick={() => void send()}
      >
        {text}
      </BusyButton>
    </div>
  );
}
