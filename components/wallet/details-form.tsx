'use client';

import { useState, type FormEvent } from 'react';
import { useWords } from '@/components/language/words-provider';
import { BusyButton } from '@/components/ui/busy-button';
import { Card } from '@/components/ui/card';
import { ChangeProblem } from '@/components/ui/change-problem';
import { Field } from '@/components/ui/field';
import { useHydrated } from '@/components/ui/use-hydrated';
import { useWalletChange } from './use-wallet-change';

interface DetailsFormProps {
  readonly name: string;
  readonly email: string;
}

/** A buyer's name and e-mail, which sellers know them by. */
export function DetailsForm(stored: DetailsFormProps) {
  const t = useWords('wallet');
  const hydrated = useHydrated();
  const [typed, setTyped] = useState(stored);
  const { change, busy, refreshing, problem, message } = useWalletChange(() => undefined);
  const working = busy || refreshing;
  const isSame = typed.name.trim() === stored.name && typed.email.trim() === stored.email;

  function save(event: FormEvent) {
    event.preventDefault();
    if (working || isSame) return;
    void change({
      method: 'PATCH',
      path: '/api/details',
      body: { name: typed.name.trim(), email: typed.email.trim() },
      news: t('detailsChanged'),
    });
  }

  const field = (part: keyof DetailsFormProps) => ({
    id: part,
    name: part,
    value: typed[part],
    // What is typed before script is there would be seen, and not sent. Not `disabled` while it is sent:
    // the keyboard's place would be lost.
    readOnly: !hydrated || working,
    required: true,
    onChange: ({ target }: { target: HTMLInputElement }) =>
      setTyped((before) => ({ ...before, [part]: target.value })),
  });

  return (
    <Card as="section" data-needs-script aria-label={t('nameAndEmail')}>
      <form onSubmit={save} className="space-y-4">
        <ChangeProblem ref={message} title={t('nothingChanged')} problem={problem} />
        <Field label={t('name')} autoComplete="name" maxLength={80} {...field('name')} />
        <Field
          label={t('email')}
          type="email"
          autoComplete="email"
          maxLength={254}
          hint={t('signInWithIt')}
          {...field('email')}
        />
        <BusyButton
          type="submit"
          busy={working}
          busyText={t('saving')}
          disabled={isSame || !hydrated}
        >
          {t('saveDetails')}
        </BusyButton>
      </form>
    </Card>
  );
}
