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
import { useReplacing } from './replacing';
import { useWalletChange } from './use-wallet-change';

interface ReplaceDialogProps {
  readonly id: SavedMethodId;
  readonly name: string;
  readonly uses: readonly MethodUse[];
  readonly others: readonly OtherCard[];
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Lets another card of the wallet, or a new one, pay what this one pays again and again. */
export function ReplaceDialog({ id, name, uses, others, open, onClose }: ReplaceDialogProps) {
  const t = useWords('wallet');
  const [chosen, setChosen] = useState<SavedMethodId | 'new' | null>(null);
  const { replace } = useReplacing();
  const { change, busy, problem, message, forget } = useWalletChange(() => {
    setChosen(null);
    onClose();
  });

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
      news: t('takesPlace', { other: to?.name ?? t('otherCard'), name }),
    });
  }

  return (
    <Dialog
      open={open}
      onClose={close}
      title={t('replaceNamed', { name })}
      actions={
        <>
          <Button tone="secondary" disabled={busy} onClick={close}>
            {t('notNow')}
          </Button>
          <BusyButton
            tone="money"
            busy={busy}
            busyText={t('replacing')}
            disabled={chosen === null}
            onClick={go}
          >
            {chosen === 'new' ? t('goOn') : t('replaceCard')}
          </BusyButton>
        </>
      }
    >
      <ChangeProblem ref={message} title={t('nothingChanged')} problem={problem} className="mb-3" />
      <p>{t('replaceAbout', { name })}</p>
      <UseList uses={uses} />
      <div className="mt-4">
        <ChooseCard
          group={`replace-${id}`}
          legend={t('payWith')}
          cards={others}
          others={[{ value: 'new', label: t('aNewCard') }]}
          chosen={chosen}
          onChoose={setChosen}
          disabled={busy}
        />
      </div>
    </Dialog>
  );
}
