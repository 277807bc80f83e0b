'use client';

import { Alert } from '@/components/ui/alert';
import { BusyButton } from '@/components/ui/busy-button';
import { Field } from '@/components/ui/field';
import { useSessionCall } from './use-session-call';

/** E-mail and password. What was typed stays when it was wrong. */
export function SignInForm({ next }: { readonly next: string }) {
  const { busy, problem, problemRef, call } = useSessionCall(next);
  return (
    <form
      // Without script the browser must not put the password into the address.
      method="post"
      className="space-y-5"
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        if (!busy) {
          void call('/api/session', { email: form.get('email'), password: form.get('password') });
        }
      }}
    >
      {problem ? (
        <Alert ref={problemRef} role="alert" tabIndex={-1} tone="danger">
          {problem}
        </Alert>
      ) : null}
      <Field
        id="email"
        name="email"
        type="email"
        label="E-mail"
        autoComplete="username"
        maxLength={254}
        required
      />
      <Field
        id="password"
        name="password"
        type="password"
        label="Password"
        autoComplete="current-password"
        maxLength={128}
        required
      />
      <BusyButton type="submit" size="lg" busy={busy} busyText="Signing in…" className="w-full">
        Sign in
      </BusyButton>
    </form>
  );
}
