import { WordsProvider } from '@/components/language/words-provider';
import { SessionPage } from '@/components/session/session-page';
import { SignUpForm } from '@/components/session/sign-up-form';
import { currentLanguage, words } from '@/lib/language/request';
import { textsFor } from '@/lib/language/texts';
import { safePath } from '@/lib/security/safe-path';

export async function generateMetadata() {
  return { title: (await words('session'))('createAccount') };
}

export default async function SignUpPage({ searchParams }: PageProps<'/sign-up'>) {
  const [{ next }, language, t] = await Promise.all([
    searchParams,
    currentLanguage(),
    words('session'),
  ]);
  const back = safePath(typeof next === 'string' ? next : null);

  return (
    <WordsProvider language={language} texts={textsFor(language, ['session'])}>
      <SessionPage
        title={t('createAccount')}
        back={back}
        aside={null}
        other={{ question: t('beenHere'), text: t('signInInstead'), path: '/sign-in' }}
      >
        <SignUpForm next={back} />
      </SessionPage>
    </WordsProvider>
  );
}
