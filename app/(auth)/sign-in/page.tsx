import type { Metadata } from 'next';
import { DemoPeople } from '@/components/session/demo-people';
import { SessionPage } from '@/components/session/session-page';
import { SignInForm } from '@/components/session/sign-in-form';
import { safePath } from '@/lib/security/safe-path';
import { listDemoPeople } from '@/lib/session/demo-people';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const { next } = await searchParams;
  const back = safePath(typeof next === 'string' ? next : null);
  const people = listDemoPeople().map(({ persona, name, about }) => ({ persona, name, about }));

  return (
    <SessionPage
      title="Sign in"
      back={back}
      aside={people.length > 0 ? <DemoPeople people={people} next={back} /> : null}
      other={{ question: 'New here?', text: 'Create an account', path: '/sign-up' }}
    >
      <SignInForm next={back} />
    </SessionPage>
  );
}
