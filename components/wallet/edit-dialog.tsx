'use client';

import { useEffect, useId, useState, type FormEvent } from 'react';
import { useWords } from '@/components/language/words-provider';
import { BusyButton } from '@/components/ui/busy-button';
import { Button } from '@/components/ui/button';
import { ChangeProblem } from '@/components/ui/change-problem';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { callApi } from '@/lib/browser/api';
import type { SavedMethodId } from '@/lib/model/ids';
import type { MethodDetails } from '@/lib/model/sync-views';
import { useWalletChange } from './use-wallet-change';

interface EditDialogProps {
  readonly id: SavedMethodId;
  readonly name: string;
  readonly open: boolean;
  readonly onClose: () => void;
}

type Typed = Readonly<Record<keyof MethodDetails, string>>;

/** What a bank prints anew on the same number: the date, and who and where its holder is. */
export function EditDialog({ id, name, open, onClose }: EditDialogProps) {
  const t = useWords('wallet');
  const form = useId();
  const path = `/api/wallet/${encodeURIComponent(id)}/details`;
  const [typed, setTyped] = useState<Typed | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const { change, busy, problem, message, forget } = useWalletChange(() => {
    // What was typed is stored: it is read anew when this opens again.
    setTyped(null);
    onClose();
  });

  useEffect(() => {
    if (!open) return;
    let left = false;
    void callApi<{ details: MethodDetails }>('GET', path).then((answer) => {
      if (left) return;
      if (!answer.ok) return setFault(answer.message);
      const { expMonth, expYear, ...rest } = answer.value.details;
      setTyped({ ...rest, expMonth: String(expMonth), expYear: String(expYear) });
    });
    return () => {
      left = true;
    };
  }, [open, path]);

  function close() {
    if (busy) return;
    forget();
    setTyped(null);
    setFault(null);
    onClose();
  }

  function save(event: FormEvent) {
    event.preventDefault();
    if (!typed || busy) return;
    const { expMonth, expYear, country, ...rest } = typed;
    void change({
      method: 'PATCH',
      path,
      body: {
        ...rest,
        country: country.trim().toUpperCase(),
        expMonth: Number(expMonth),
        expYear: Number(expYear),
      },
      news: t('changedNamed', { name }),
    });
  }

  const field = (part: keyof MethodDetails) => ({
    id: `${form}-${part}`,
    value: typed?.[part] ?? '',
    disabled: !typed,
    readOnly: busy,
    onChange: ({ target }: { target: HTMLInputElement }) =>
      setTyped((before) => before && { ...before, [part]: target.value }),
  });

  return (
    <Dialog
      open={open}
      onClose={close}
      title={t('editNamed', { name })}
      actions={
        <>
          <Button tone="secondary" disabled={busy} onClick={close}>
            {t('notNow')}
          </Button>
          <BusyButton
            tone="money"
            type="submit"
            form={form}
            busy={busy}
            busyText={t('saving')}
            disabled={!typed}
          >
            {t('saveChanges')}
          </BusyButton>
        </>
      }
    >
      <ChangeProblem
        ref={message}
        title={t('nothingChanged')}
        problem={problem ?? fault}
        className="mb-3"
      />
      <form id={form} onSubmit={save} className="space-y-4">
        <div className="grid grid-cols-2 gap-3">
          <Field
            label={t('expiryMonth')}
            type="number"
            min={1}
            max={12}
            required
            autoComplete="cc-exp-month"
            {...field('expMonth')}
          />
          <Field
            label={t('expiryYear')}
            type="number"
            min={2020}
            max={2099}
            required
            autoComplete="cc-exp-year"
            {...field('expYear')}
          />
        </div>
        <Field label={t('nameOnCard')} maxLength={120} autoComplete="cc-name" {...field('name')} />
        <Field
          label={t('street')}
          maxLength={200}
          autoComplete="address-line1"
          {...field('line1')}
        />
        <div className="grid grid-cols-2 gap-3">
          <Field
            label={t('postalCode')}
            maxLength={20}
            autoComplete="postal-code"
            {...field('postalCode')}
          />
          <Field
            label={t('city')}
            maxLength={100}
            autoComplete="address-level2"
            {...field('city')}
          />
        </div>
        <Field
          label={t('country')}
          hint={t('countryHint')}
          maxLength={2}
          pattern="[A-Za-z]{2}"
          autoComplete="country"
          {...field('country')}
        />
      </form>
    </Dialog>
  );
}
