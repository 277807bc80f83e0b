'use client';

import { clsx } from 'clsx';
import { useState } from 'react';
import { useWords } from '@/components/language/words-provider';
import { Alert } from '@/components/ui/alert';
import { BusyButton } from '@/components/ui/busy-button';
import { Button } from '@/components/ui/button';
import { useHydrated } from '@/components/ui/use-hydrated';
import type { SavedMethodId } from '@/lib/model/ids';
import type { MethodUse } from '@/lib/model/sync-views';
import type { OtherCard } from './choose-card';
import { EditDialog } from './edit-dialog';
import { RemoveDialog } from './remove-dialog';
import { ReplaceDialog } from './replace-dialog';
import { useWalletChange } from './use-wallet-change';

interface MethodActionsProps {
  readonly id: SavedMethodId;
  /** E.g. `Visa ending in 4242`. */
  readonly name: string;
  /** The word for it. */
  readonly what: 'card' | 'account';
  readonly isDefault: boolean;
  /** What is paid with it again and again. */
  readonly uses: readonly MethodUse[];
  /** Cards that could pay that in its place. */
  readonly others: readonly OtherCard[];
}

/** Make default; edit, replace and remove, each in a dialog that says what follows. */
export function MethodActions(props: MethodActionsProps) {
  const { id, name, what, isDefault, uses, others } = props;
  const t = useWords('wallet');
  const hydrated = useHydrated();
  const [open, setOpen] = useState<'edit' | 'replace' | 'remove' | null>(null);
  const close = () => setOpen(null);
  const { change, busy, refreshing, problem } = useWalletChange(close);
  const working = busy || refreshing;
  const later = { disabled: working, 'aria-disabled': !hydrated || undefined } as const;

  return (
    <div className="mt-auto space-y-3">
      {problem ? (
        <Alert role="alert" tone="danger" title={t('notChangedNamed', { name })}>
          {problem}
        </Alert>
      ) : null}
      {/* Without a border before it, a word stands in line with those above. */}
      <div className={clsx('flex flex-wrap gap-2', isDefault && !uses.length && '-ms-4')}>
        {isDefault ? null : (
          <BusyButton
            tone="secondary"
            busy={busy}
            busyText={t('changing')}
            disabled={refreshing}
            onClick={() =>
              void change({
                method: 'PATCH',
                mayBeGone: true,
                path: `/api/wallet/${encodeURIComponent(id)}`,
                body: { isDefault: true },
                news: t('nowDefault', { name }),
              })
            }
          >
            {t('makeDefault')}
          </BusyButton>
        )}
        {uses.length ? (
          <Button
            tone="secondary"
            aria-label={t('replaceNamed', { name })}
            {...later}
            onClick={() => setOpen('replace')}
          >
            {t('replace')}
          </Button>
        ) : null}
        {what === 'card' ? (
          <Button
            tone="ghost"
            aria-label={t('editNamed', { name })}
            {...later}
            onClick={() => setOpen('edit')}
          >
            {t('edit')}
          </Button>
        ) : null}
        <Button
          tone="ghost"
          aria-label={t('removeNamed', { name })}
          {...later}
          onClick={() => setOpen('remove')}
        >
          {t('remove')}
        </Button>
      </div>
      <RemoveDialog
        {...{ id, name, what, uses, others }}
        open={open === 'remove'}
        onClose={close}
      />
      <ReplaceDialog {...{ id, name, uses, others }} open={open === 'replace'} onClose={close} />
      <EditDialog {...{ id, name }} open={open === 'edit'} onClose={close} />
    </div>
  );
}
