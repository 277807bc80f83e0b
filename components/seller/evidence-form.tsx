'use client';

import { useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { BusyButton } from '@/components/ui/busy-button';
import { ChangeProblem } from '@/components/ui/change-problem';
import { TextArea } from '@/components/ui/text-area';
import { useChange } from '@/components/ui/use-change';
import { useHydrated } from '@/components/ui/use-hydrated';
import { callApi } from '@/lib/browser/api';
import {
  evidenceFields,
  evidenceTexts,
  type Evidence,
  type EvidenceFileView,
} from '@/lib/model/evidence';
import type { DisputeId } from '@/lib/model/ids';
import { EvidenceFiles } from './evidence-files';

interface EvidenceFormProps {
  readonly disputeId: DisputeId;
  /** The draft, and what goes with it. */
  readonly evidence: Evidence;
  readonly files: readonly EvidenceFileView[];
  /** True when Stripe has refused the last answer. */
  readonly refused: boolean;
}

/** What did not happen, of each thing that may be wanted. */
const failures = {
  keep: 'Nothing was kept',
  send: 'Nothing was sent',
  add: 'The file was not added',
  remove: 'The file was not removed',
};

/** What the bank is to be told, kept as a draft until it is sent; it can be sent once. */
export function EvidenceForm({ disputeId, evidence, files, refused }: EvidenceFormProps) {
  const hydrated = useHydrated();
  const [texts, setTexts] = useState<Evidence>(evidence);
  const [wish, setWish] = useState<keyof typeof failures>('keep');
  const [done, setDone] = useState('');
  const change = useChange();
  const { send, sending, busy, problem, message } = change;

  async function write(what: 'keep' | 'send') {
    if (busy) return;
    setWish(what);
    setDone('');
    const told = await send(
      () =>
        callApi('POST', `/api/disputes/${disputeId}/evidence`, {
          evidence: texts,
          files: files.map(({ id }) => id),
          submit: what === 'send',
        }),
      // Once it is sent this form goes away with the next drawing; the heading of its section stays.
      what === 'send' ? { focus: 'answer', redrawRefused: true } : {},
    );
    if (told?.ok && what === 'keep') setDone('Kept. Nobody else has seen it.');
  }

  return (
    <div data-needs-script className="space-y-4">
      {refused ? (
        <Alert tone="danger" title="Stripe did not take the last answer">
          Look through what you wrote and added, and send it again.
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
            setDone('');
          }}
        />
      ))}
      <EvidenceFiles
        disputeId={disputeId}
        files={files}
        change={change}
        onChange={(what) => {
          setWish(what);
          setDone('');
        }}
        onDone={setDone}
      />
      <ChangeProblem ref={message} title={failures[wish]} problem={problem} />
      <div className="flex flex-wrap items-center gap-2">
        <BusyButton
          tone="primary"
          busy={sending && wish === 'send'}
          busyText="Sending…"
          aria-disabled={busy || undefined}
          onClick={() => void write('send')}
        >
          Send to the bank
        </BusyButton>
        <BusyButton
          tone="secondary"
          busy={sending && wish === 'keep'}
          busyText="Keeping…"
          aria-disabled={busy || undefined}
          onClick={() => void write('keep')}
        >
          Keep as draft
        </BusyButton>
        <p role="status" className="text-sm text-ink-soft">
          {done}
        </p>
      </div>
      <p className="text-sm text-ink-soft">
        In test mode the words <code className="font-mono">winning_evidence</code> under “
        {evidenceTexts.uncategorized_text}” decide for you,{' '}
        <code className="font-mono">losing_evidence</code> for the buyer.
      </p>
    </div>
  );
}
