'use client';

import { CircleAlert, CircleCheck, LoaderCircle } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { useWords } from '@/components/language/words-provider';
import { Alert } from '@/components/ui/alert';
import { BusyButton } from '@/components/ui/busy-button';
import { callApi } from '@/lib/browser/api';
import type { SyncChangeView, SyncLineView } from '@/lib/model/sync-views';

/** How often it is asked while something runs; nobody sees a change sooner than this. */
const everyMs = 1_500;

/**
 * How far sellers have followed what was changed here: counted while it runs, told when it is done,
 * and where a seller could not follow, why, with another try. Asks only while something runs and the
 * page is looked at.
 */
export function SyncProgress({ changes: first }: { readonly changes: readonly SyncChangeView[] }) {
  const t = useWords('wallet');
  const router = useRouter();
  const [changes, setChanges] = useState(first);
  const [given, setGiven] = useState(first);
  // What the server has drawn anew is newer than what was asked for before.
  if (given !== first) {
    setGiven(first);
    setChanges(first);
  }
  const running = changes.some(({ state }) => state === 'running');
  const ran = useRef(false);

  useEffect(() => {
    if (!running) {
      // What the cards and buttons around say may have changed with it.
      if (ran.current) router.refresh();
      ran.current = false;
      return;
    }
    ran.current = true;
    let stopped = false;
    const timer = setInterval(() => {
      if (document.hidden) return;
      void callApi<{ changes: SyncChangeView[] }>('GET', '/api/wallet/changes').then((answer) => {
        if (!stopped && answer.ok) setChanges(answer.value.changes);
      });
    }, everyMs);
    return () => {
      stopped = true;
      clearInterval(timer);
    };
  }, [running, router]);

  if (!changes.length) return null;
  return (
    <section aria-label={t('changesLabel')} className="mb-6 space-y-3">
      {changes.map((change) => (
        <Change key={change.changeId} change={change} onRetried={setChanges} />
      ))}
    </section>
  );
}

interface ChangeProps {
  readonly change: SyncChangeView;
  readonly onRetried: (changes: readonly SyncChangeView[]) => void;
}

function Change({ change, onRetried }: ChangeProps) {
  const { changeId, state, headline, lines, sellers, followed } = change;
  const t = useWords('wallet');
  const [trying, setTrying] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const told = lines.filter((line) => line.state !== 'done' || line.problem);

  async function tryAgain() {
    if (trying) return;
    setTrying(true);
    setFault(null);
    const asked = await callApi('POST', `/api/syncs/${encodeURIComponent(changeId)}/retry`);
    const now = asked.ok
      ? await callApi<{ changes: SyncChangeView[] }>('GET', '/api/wallet/changes')
      : asked;
    setTrying(false);
    if (now.ok) onRetried((now.value as { changes: SyncChangeView[] }).changes);
    else setFault(now.message);
  }

  return (
    <Alert tone={state === 'failed' ? 'danger' : state === 'done' ? 'money' : undefined}>
      {/* A count that grows is said when it grows, and not line by line. */}
      <p role="status" className="font-semibold">
        {headline}
      </p>
      {state === 'running' ? (
        <progress
          aria-label={t('followedLabel')}
          max={sellers}
          value={followed}
          className="mt-2 block h-2 w-full appearance-none overflow-hidden rounded-full bg-line [&::-moz-progress-bar]:bg-ink [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-ink"
        />
      ) : null}
      {told.length ? (
        <ul className="mt-3 space-y-2">
          {told.map((line) => (
            <Line key={line.subscriptionId} line={line} />
          ))}
        </ul>
      ) : null}
      {state === 'failed' ? (
        <div className="mt-3">
          <BusyButton
            tone="secondary"
            busy={trying}
            busyText={t('trying')}
            onClick={() => void tryAgain()}
          >
            {t('tryAgain')}
          </BusyButton>
        </div>
      ) : null}
      {fault ? <p role="alert">{fault}</p> : null}
    </Alert>
  );
}

const icons = { running: LoaderCircle, done: CircleCheck, failed: CircleAlert } as const;

function Line({ line }: { readonly line: SyncLineView }) {
  const { sellerName, name, state, text, problem } = line;
  const Icon = icons[problem && state === 'done' ? 'failed' : state];
  return (
    <li className="flex gap-2 text-sm">
      <Icon
        aria-hidden
        className={`mt-0.5 size-4 shrink-0 ${state === 'running' ? 'animate-spin motion-reduce:animate-none' : ''}`}
      />
      <span className="min-w-0">
        <span className="font-medium">{sellerName}</span>
        <span className="text-ink-soft"> · {name}</span>
        <span className="block">{text}</span>
        {problem ? (
          <span className="block">
            {problem.message} {problem.advice}
          </span>
        ) : null}
      </span>
    </li>
  );
}
