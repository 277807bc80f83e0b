'use client';

import { useState } from 'react';
import { useWords } from '@/components/language/words-provider';
import { BusyButton } from '@/components/ui/busy-button';
import { Button } from '@/components/ui/button';
import { ChangeProblem } from '@/components/ui/change-problem';
import { Dialog } from '@/components/ui/dialog';
import type { SavedMethodId } from '@/lib/model/ids';
import type { MethodUse } from '@/lib/model/sync-views';
import { ChooseCard, type OtherCard } from './choose-card';
import { UseList } from './method-uses';
import { useWalletChange } from './use-wallet-change';

interface RemoveDialogProps {
  readonly id: SavedMethodId;
  readonly name: string;
  readonly what: 'card' | 'account';
  readonly uses: readonly MethodUse[];
  readonly others: readonly OtherCard[];
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Says what follows, and asks first what becomes of the subscriptions that are paid with it. */
export function RemoveDialog({ id, name, what, uses, others, open, onClose }: RemoveDialogProps) {
  const t = useWords('wallet');
  const [chosen, setChosen] = useState<SavedMethodId | 'cancel' | null>(null);
  const { change, busy, problem, message, forget } = useWalletChange(() => {
    setChosen(null);
    onClose();
  });
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
      news: to ? t('beingRemoved', { name, other: to.name }) : t('removed', { name }),
    });
  }

  return (
    <Dialog
      open={open}
      onClose={close}
      title={t('removeTitle', { name })}
      actions={
        <>
          <Button tone="secondary" disabled={busy} onClick={close}>
            {t('keepIt')}
          </Button>
          <BusyButton
            tone="danger"
            busy={busy}
            busyText={t('removing')}
            disabled={undecided}
            onClick={remove}
          >
            {t('removeWhat', { what })}
          </BusyButton>
        </>
      }
    >
      <ChangeProblem
        ref={message}
        title={t('notRemoved', { name })}
        problem={problem}
        className="mb-3"
      />
      {uses.length ? (
        <div className="mb-4 space-y-3">
          <p>{t('askUses', { count: uses.length })}</p>
          <UseList uses={uses} />
          <ChooseCard
            group={`remove-${id}`}
            legend={t('theSubscriptions', { count: uses.length })}
            cards={others.map((other) => ({ ...other, name: t('goOnWith', { name: other.name }) }))}
            others={[
              {
                value: 'cancel',
                label: t('endThem', { count: uses.length }),
                note: t('paidStays'),
              },
            ]}
            chosen={chosen}
            onChoose={setChosen}
            disabled={busy}
          />
          {others.length ? null : <p>{t('newCardFirst')}</p>}
        </div>
      ) : null}
      <ul className="list-disc space-y-1 ps-5">
        <li>{t('noMorePaying')}</li>
        {uses.length ? <li>{t('copiesFirst')}</li> : null}
        <li>{t('paidOrdersStay')}</li>
        <li>{t('openOrders')}</li>
      </ul>
    </Dialog>
  );
}
