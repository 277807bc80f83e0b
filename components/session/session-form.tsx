'use client';

import type { ReactNode } from 'react';
import { useWords } from '@/components/language/words-provider';
import { BusyButton } from '@/components/ui/busy-button';
import { ChangeProblem } from '@/components/ui/change-problem';
import { Field } from '@/components/ui/field';
import { useHydrated } from '@/components/ui/use-hydrated';
import { useSessionCall } from './use-session-call';

interface SessionFormProps {
  /** Where the fields are sent to, each under its name. */
  readonly path: string;
  /** Where to go afterwards. */
  readonly next: string;
  readonly submit: string;
  readonly busyText: string;
  readonly children: ReactNode;
}

/** A form that asks for a session. What was typed stays when it was wrong. */
export function SessionForm({ path, next, submit, busyText, children }: SessionFormProps) {
  const { busy, problem, problemRef, call } = useSessionCall(next);
  const hydrated = useHydrated();
  return (
    <form
      // Without script the browser must not put the password into the address.
      method="post"
      className="space-y-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void call(path, Object.fromEntries(new FormData(event.currentTarget)));
      }}
    >
      <ChangeProblem ref={problemRef} problem={problem} />
      {children}
      <BusyButton
        // A form without a button to submit it is not sent before script is there, neither by a
        // press nor by the Enter key: it would only come back and ask again.
        type={hydrated ? 'submit' : 'button'}
        size="lg"
        busy={busy}
        busyText={busyText}
        className="w-full"
      >
        {submit}
      </BusyButton>
    </form>
  );
}

export function EmailField() {
  const t = useWords('session');
  return (
    <Field
      id="email"
      name="email"
      type="email"
      label={t('email')}
      dir="ltr"
      autoComplete="username"
      maxLength={254}
      required
    />
  );
}
