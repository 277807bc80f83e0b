'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState, useTransition } from 'react';
import { Alert } from '@/components/ui/alert';
import { BusyButton } from '@/components/ui/busy-button';
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
  const router = useRouter();
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [refreshing, startRefresh] = useTransition();
  const message = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (problem) message.current?.focus();
  }, [problem]);

  async function send() {
    setSending(true);
    setProblem(null);
    const told = await callApi('POST', '/api/test-runs', { kind });
    setSending(false);
    if (!told.ok) return setProblem(told.message);
    startRefresh(() => router.refresh());
  }

  return (
    <div data-needs-script className="space-y-3">
      {problem ? (
        <Alert ref={message} role="alert" tabIndex={-1} tone="danger" title="Nothing was made">
          {problem}
        </Alert>
      ) : null}
      <BusyButton
        tone="secondary"
        busy={sending || refreshing || running}
        busyText="Making…"
        onClick={() => void send()}
      >
        {text}
      </BusyButton>
    </div>
  );
}
