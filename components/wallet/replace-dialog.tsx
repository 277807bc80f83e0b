'use client';

import { useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { BusyButton } from '@/components/ui/busy-button';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import type { SavedMethodId } from '@/lib/model/ids';
import type { MethodUseView } from '@/lib/model/sync-views';
import { ChooseCard, type OtherCard } from './choose-card';
import { UseList } from './method-uses';
import { useReplacing } from './replacing';
import { useWalletChange } from './use-wallet-change';

interface ReplaceDialogProps {
  readonly id: SavedMethodId;
  readonly name: string;
  readonly uses: readonly MethodUseView[];
  readonly others: readonly OtherCard[];
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Lets another card of the wallet, or a new one, pay what this one pays again and again. */
export function ReplaceDialog({ id, name, uses, others, open, onClose }: ReplaceDialogProps) {
  const [chosen, setChosen] = useState<SavedMethodId | 'new' | null>(null);
  const { replace } = useReplacing();
  const { change, busy, problem, forget } = useWalletChange(onClose);

  function close() {
    if (busy) return;
    forget();
    setChosen(null);
    onClose();
  }

  function go() {
    if (busy || chosen === null) return;
    if (chosen === 'new') {
      close();
      replace({ id, name });
      return;
    }
    const to = others.find((other) => other.id === chosen);
    void change({
      method: 'POST',
      path: `/api/wallet/${encodeURIComponent(id)}/replacement`,
      body: { savedMethodId: chosen },
      news: `${to?.name ?? 'The other card'} takes the place of ${name}.`,
    });
  }

  return (
    <Dialog
      open={open}
      onClose={close}
      title={`Replace ${name}`}
      actions={
        <>
          <Button tone="secondary" disabled={busy} onClick={close}>
            Not now
          </Button>
          <BusyButton
            tone="money"
            busy={busy}
            busyText="Replacing…"
            disabled={chosen === null}
            onClick={go}
          >
            {chosen === 'new' ? 'Go on' : 'Replace card'}
          </BusyButton>
        </>
      }
    >
      {problem ? (
        <Alert role="alert" tone="danger" title="Nothing was changed" className="mb-3">
          {problem}
        </Alert>
      ) : null}
      <p>
        Every seller that charges it again and again gets the other card. What is open is paid with
        it at once. {name} stays in your wallet.
      </p>
      <UseList uses={uses} />
      <div className="mt-4">
        <ChooseCard
          group={`replace-${id}`}
          legend="Pay with"
          cards={others}
          others={[{ value: 'new', label: 'A new card' }]}
          chosen={chosen}
          onChoose={setChosen}
          disabled={busy}
        />
      </div>
    </Dialog>
  );
}
