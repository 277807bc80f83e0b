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
import { useWalletChange } from './use-wallet-change';

interface RemoveDialogProps {
  readonly id: SavedMethodId;
  readonly name: string;
  readonly what: 'card' | 'account';
  readonly uses: readonly MethodUseView[];
  readonly others: readonly OtherCard[];
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Says what follows, and asks first what becomes of the subscriptions that are paid with it. */
export function RemoveDialog({ id, name, what, uses, others, open, onClose }: RemoveDialogProps) {
  const [chosen, setChosen] = useState<SavedMethodId | 'cancel' | null>(null);
  const { change, busy, problem, forget } = useWalletChange(onClose);
  const undecided = uses.length > 0 && chosen === null;

  function close() {
    if (busy) return;
    forget();
    setChosen(null);
    onClose();
  }

  function remove() {
    if (busy || undecided) return;
    const to = others.find((other) => other.id === chosen);
    void change({
      method: 'DELETE',
      mayBeGone: true,
      path: `/api/wallet/${encodeURIComponent(id)}`,
      body: uses.length ? { subscriptions: to ? { moveTo: to.id } : 'cancel' } : {},
      news: to ? `${name} is being removed. ${to.name} takes its place.` : `${name} is removed.`,
    });
  }

  return (
    <Dialog
      open={open}
      onClose={close}
      title={`Remove ${name}?`}
      actions={
        <>
          <Button tone="secondary" disabled={busy} onClick={close}>
            Keep it
          </Button>
          <BusyButton
            tone="danger"
            busy={busy}
            busyText="Removing…"
            disabled={undecided}
            onClick={remove}
          >
            Remove {what}
          </BusyButton>
        </>
      }
    >
      {problem ? (
        <Alert role="alert" tone="danger" title={`${name} was not removed`} className="mb-3">
          {problem}
        </Alert>
      ) : null}
      {uses.length ? (
        <div className="mb-4 space-y-3">
          <p>
            {uses.length === 1
              ? 'A subscription is paid with it. What shall become of it?'
              : `${uses.length} subscriptions are paid with it. What shall become of them?`}
          </p>
          <UseList uses={uses} />
          <ChooseCard
            group={`remove-${id}`}
            legend={uses.length === 1 ? 'The subscription' : 'The subscriptions'}
            cards={others.map((other) => ({ ...other, name: `Go on with ${other.name}` }))}
            others={[
              {
                value: 'cancel',
                label: uses.length === 1 ? 'End it' : 'End them',
                note: 'What is paid for stays yours until its period is over.',
              },
            ]}
            chosen={chosen}
            onChoose={setChosen}
            disabled={busy}
          />
          {others.length ? null : (
            <p>To go on with a new card, keep this one, add the new card, and come back.</p>
          )}
        </div>
      ) : null}
      <ul className="list-disc space-y-1 pl-5">
        <li>It cannot pay for an order any more, with any seller, from this moment on.</li>
        {uses.length ? (
          <li>Sellers lose their copies of it first, then it leaves the platform.</li>
        ) : null}
        <li>Orders you have paid stay paid.</li>
        <li>An order that is still waiting for payment needs another card or account.</li>
      </ul>
    </Dialog>
  );
}
