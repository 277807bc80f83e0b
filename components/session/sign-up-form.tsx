'use client';

import { useWords } from '@/components/language/words-provider';
import { Field } from '@/components/ui/field';
import { EmailField, SessionForm } from './session-form';

/** Name, e-mail and password. A guest's cart comes along. */
export function SignUpForm({ next }: { readonly next: string }) {
  const t = useWords('session');
  return (
    <SessionForm
      path="/api/session/sign-up"
      next={next}
      submit={t('create')}
      busyText={t('creating')}
    >
      <Field id="name" name="name" label={t('name')} autoComplete="name" maxLength={80} required />
      <EmailField />
      <Field
        id="password"
        name="password"
        type="password"
        label={t('password')}
        hint={t('atLeast')}
        autoComplete="new-password"
        minLength={8}
        maxLength={128}
        required
      />
    </SessionForm>
  );
}
