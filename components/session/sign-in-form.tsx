'use client';

import { useWords } from '@/components/language/words-provider';
import { Field } from '@/components/ui/field';
import { EmailField, SessionForm } from './session-form';

/** E-mail and password. */
export function SignInForm({ next }: { readonly next: string }) {
  const t = useWords('session');
  return (
    <SessionForm path="/api/session" next={next} submit={t('signIn')} busyText={t('signingIn')}>
      <EmailField />
      <Field
        id="password"
        name="password"
        type="password"
        label={t('password')}
        autoComplete="current-password"
        maxLength={128}
        required
      />
    </SessionForm>
  );
}
