'use client';

import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { BusyButton } from '@/components/ui/busy-button';
import { callApi } from '@/lib/browser/api';

interface TryRefusalProps {
  readonly runId: string;
  readonly slug: string;
  readonly name: string;
}

/** Sends what Stripe is going to refuse. */
export function TryRefusal({ runId, slug, name }: TryRefusalProps) {
  const router = useRouter();
  const [sending, setSending] = useState(false);
  const [drawing, startDrawing] = useTransition();
  const [problem, setProblem] = useState<string | null>(null);

  async function send() {
    setSending(true);
    setProblem(null);
    const answer = await callApi('POST', `/api/lab/runs/${encodeURIComponent(runId)}/refusals`, {
      refusal: slug,
    });
    setSending(false);
    if (!answer.ok) return setProblem(answer.message);
    startDrawing(() => router.refresh());
  }

  return (
    <>
      <BusyButton
        tone="secondary"
        busy={sending || drawing}
        busyText="Trying…"
        onClick={() => void send()}
      >
        {name}
      </BusyButton>
      {problem ? (
        <p role="alert" className="text-sm text-danger-ink">
          {problem}
        </p>
      ) : null}
    </>
  );
}
