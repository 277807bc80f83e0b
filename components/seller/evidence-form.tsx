'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState, useTransition } from 'react';
import { Alert } from '@/components/ui/alert';
import { BusyButton } from '@/components/ui/busy-button';
import { TextArea } from '@/components/ui/text-area';
import { useHydrated } from '@/components/ui/use-hydrated';
import { callApi } from '@/lib/browser/api';
import { evidenceFields, evidenceTexts, type Evidence } from '@/lib/model/evidence';
import type { DisputeId } from '@/lib/model/ids';

interface EvidenceFormProps {
  readonly disputeId: DisputeId;
  /** The draft. */
  readonly evidence: Evidence;
  /** True when Stripe has refused the last answer. */
  readonly refused: boolean;
}

/** What the bank is to be told, kept as a draft until it is sent; it can be sent once. */
export function EvidenceForm({ disputeId, evidence, refused }: EvidenceFormProps) {
  const router = useRouter();
  const hydrated = useHydrated();
  const [texts, setTexts] = useState<Evidence>(evidence);
  const [doing, setDoing] = useState<'keep' | 'send' | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [kept, setKept] = useState(false);
  const [refreshing, startRefresh] = useTransition();
  const message = useRef<HTMLDivElement>(null);
  const pressed = useRef(false);
  const busy = doing !== null || refreshing;

  useEffect(() => {
    if (problem) message.current?.focus();
  }, [problem]);

  async function write(what: 'keep' | 'send') {
    if (pressed.current) return;
    pressed.current = true;
    setDoing(what);
    setProblem(null);
    setKept(false);
    const told = await callApi('POST', `/api/disputes/${disputeId}/evidence`, {
      evidence: texts,
      submit: what === 'send',
    });
    pressed.current = false;
    setDoing(null);
    if (!told.ok) return setProblem(told.message);
    if (what === 'keep') return setKept(true);
    // This form goes away with the next drawing; the heading of its section stays.
    document.getElementById('answer')?.focus({ preventScroll: true });
    startRefresh(() => router.refresh());
  }

  return (
    <div data-needs-script className="space-y-4">
      {refused ? (
        <Alert tone="danger" title="Stripe did not take the last answer">
          Look through what you wrote, and send it again.
        </Alert>
      ) : null}
      {evidenceFields.map((field) => (
        <TextArea
          key={field}
          id={field}
          label={evidenceTexts[field]}
          rows={field === 'uncategorized_text' || field === 'product_description' ? 3 : 1}
          maxLength={2_000}
          value={texts[field] ?? ''}
          disabled={busy}
          // What is typed before script is there would be seen, and not sent.
          readOnly={!hydrated}
          onChange={({ target }) => {
            setTexts({ ...texts, [field]: target.value });
            setKept(false);
          }}
        />
      ))}
      {problem ? (
        <Alert ref={message} role="alert" tabIndex={-1} tone="danger" title="Nothing was sent">
          {problem}
        </Alert>
      ) : null}
      <div className="flex flex-wrap items-center gap-2">
        <BusyButton
          tone="primary"
          busy={doing === 'send'}
          busyText="Sending…"
          aria-disabled={busy || undefined}
          onClick={() => (busy ? undefined : void write('send'))}
        >
          Send to the bank
        </BusyButton>
        <BusyButton
          tone="secondary"
          busy={doing === 'keep'}
          busyText="Keeping…"
          aria-disabled={busy || undefined}
          onClick={() => (busy ? undefined : void write('keep'))}
        >
          Keep as draft
        </BusyButton>
        <p role="status" className="text-sm text-ink-soft">
          {kept ? 'Kept. Nobody else has seen it.' : ''}
        </p>
      </div>
      <p className="text-sm text-ink-soft">
        In test mode the words <code className="font-mono">winning_evidence</code> in the last field
        decide for you, <code className="font-mono">losing_evidence</code> for the buyer.
      </p>
    </div>
  );
}
