import type { Metadata } from 'next';
import { SessionPage } from '@/components/session/session-page';
import { SignUpForm } from '@/components/session/sign-up-form';
import { safePath } from '@/lib/security/safe-path';

export const metadata: Metadata = { title: 'Create an account' };

export default async function SignUpPage({ searchParams }: PageProps<'/sign-up'>) {
  const { next } = await searchParams;
  const back = safePath(typeof next === 'string' ? next : null);

  return (
    <SessionPage
      title="Create an account"
      back={back}
      aside={null}
      other={{ question: 'Been here before?', text: 'Sign in instead', path: '/sign-in' }}
    >
      <SignUpForm next={back} />
    </SessionPage>
  );
}
