import { headers } from 'next/headers';
import { DemoPeople } from '@/components/session/demo-people';
import { WordsProvider } from '@/components/language/words-provider';
import { SessionPage } from '@/components/session/session-page';
import { SignInForm } from '@/components/session/sign-in-form';
import { currentLanguage, words } from '@/lib/language/request';
import { textsFor } from '@/lib/language/texts';
import { safePath } from '@/lib/security/safe-path';
import { listDemoPeople } from '@/lib/session/demo-people';
import { wasLeftIdle } from '@/lib/session/read-session';

export async function generateMetadata() {
  return { title: (await words('session'))('signIn') };
}

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const [{ next }, language, t, leftIdle] = await Promise.all([
    searchParams,
    currentLanguage(),
    words('session'),
    headers().then(wasLeftIdle),
  ]);
  const back = safePath(typeof next === 'string' ? next : null);
  const about: Readonly<Record<string, string>> = {
    jenny: t('jenny'),
    amelie: t('amelie'),
    hana: t('hana'),
    olu: t('olu'),
  };
  const people = listDemoPeople().map(({ persona, name, about: english }) => ({
    persona,
    name,
    about: about[persona] ?? english,
  }));

  return (
    <WordsProvider language={language} texts={textsFor(language, ['session'])}>
      <SessionPage
        title={t('signIn')}
        back={back}
        notice={leftIdle ? t('leftIdle') : null}
        aside={people.length > 0 ? <DemoPeople people={people} next={back} /> : null}
        other={{ question: t('newHere'), text: t('createAccount'), path: '/sign-up' }}
      >
        <SignInForm next={back} />
      </SessionPage>
    </WordsProvider>
  );
}
