import { Field } from '@/components/ui/field';
import { EmailField, SessionForm } from './session-form';

/** Name, e-mail and password. A guest's cart comes along. */
export function SignUpForm({ next }: { readonly next: string }) {
  return (
    <SessionForm
      path="/api/session/sign-up"
      next={next}
      submit="Create account"
      busyText="Creating…"
    >
      <Field id="name" name="name" label="Name" autoComplete="name" maxLength={80} required />
      <EmailField />
      <Field
        id="password"
        name="password"
        type="password"
        label="Password"
        hint="At least 8 characters."
        autoComplete="new-password"
        minLength={8}
        maxLength={128}
        required
      />
    </SessionForm>
  );
}
