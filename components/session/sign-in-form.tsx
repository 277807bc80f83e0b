import { Field } from '@/components/ui/field';
import { EmailField, SessionForm } from './session-form';

/** E-mail and password. */
export function SignInForm({ next }: { readonly next: string }) {
  return (
    <SessionForm path="/api/session" next={next} submit="Sign in" busyText="Signing in…">
      <EmailField />
      <Field
        id="password"
        name="password"
        type="password"
        label="Password"
        autoComplete="current-password"
        maxLength={128}
        required
      />
    </SessionForm>
  );
}
