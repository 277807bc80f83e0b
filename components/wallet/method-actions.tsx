'use client';

import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { flushSync } from 'react-dom';
import { Alert } from '@/components/ui/alert';
import { BusyButton } from '@/components/ui/busy-button';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { useHydrated } from '@/components/ui/use-hydrated';
import { callApi } from '@/lib/browser/api';
import type { SavedMethodId } from '@/lib/model/ids';
import { useWalletNews } from './wallet-news';

interface MethodActionsProps {
  readonly id: SavedMethodId;
  /** E.g. `Visa ending in 4242`. */
  readonly name: string;
  /** The word for it. */
  readonly what: 'card' | 'account';
  readonly isDefault: boolean;
}

type Work = 'default' | 'remove';

/** Make default, and remove after a question that says what follows. */
export function MethodActions({ id, name, what, isDefault }: MethodActionsProps) {
  const router = useRouter();
  const hydrated = useHydrated();
  const tell = useWalletNews();
  const [asking, setAsking] = useState(false);
  const [work, setWork] = useState<Work | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  // Pending until the server has drawn the wallet anew, so that a button does not come back too soon.
  const [refreshing, startRefresh] = useTransition();
  const doing = refreshing ? 'refresh' : work;

  async function change(next: Work) {
    if (doing) return;
    setWork(next);
    setProblem(null);
    const path = `/api/wallet/${encodeURIComponent(id)}`;
    const answer =
      next === 'default'
        ? await callApi('PATCH', path, { isDefault: true })
        : await callApi('DELETE', path);
    // At once, as a closing dialog gives the focus back before the news takes it.
    flushSync(() => {
      setWork(null);
      setAsking(false);
    });
    // Removed in another window: the wallet drawn anew will not have it either.
    if (!answer.ok && answer.code !== 'not_found') {
      setProblem(answer.message);
      return;
    }
    tell(next === 'default' ? `${name} is now your default.` : `${name} is removed.`);
    startRefresh(() => router.refresh());
  }

  return (
    <div className="mt-auto space-y-3">
      {problem ? (
        <Alert role="alert" tone="danger" title={`${name} was not changed`}>
          {problem}
        </Alert>
      ) : null}
      <div className="flex flex-wrap gap-2">
        {isDefault ? null : (
          <BusyButton
            tone="secondary"
            busy={doing === 'default'}
            busyText="Changing…"
            disabled={doing !== null && doing !== 'default'}
            onClick={() => void change('default')}
          >
            Make default
          </BusyButton>
        )}
        <Button
          tone="ghost"
          aria-label={`Remove ${name}`}
          disabled={doing !== null}
          aria-disabled={!hydrated || undefined}
          onClick={() => setAsking(true)}
        >
          Remove
        </Button>
      </div>
      <Dialog
        open={asking}
        onClose={() => (work ? undefined : setAsking(false))}
        title={`Remove ${name}?`}
        actions={
          <>
            <Button tone="secondary" disabled={work !== null} onClick={() => setAsking(false)}>
              Keep it
            </Button>
            <BusyButton
              tone="danger"
              busy={work === 'remove'}
              busyText="Removing…"
              onClick={() => void change('remove')}
            >
              Remove {what}
            </BusyButton>
          </>
        }
      >
        <ul className="list-disc space-y-1 pl-5">
          <li>It cannot pay any more, with any seller, from this moment on.</li>
          <li>Orders you have paid stay paid.</li>
          <li>An order that is still waiting for payment needs another card or account.</li>
        </ul>
      </Dialog>
    </div>
  );
}
