import type { Metadata } from 'next';
import { WordsProvider } from '@/components/language/words-provider';
import { Container } from '@/components/ui/container';
import { PageHeader } from '@/components/ui/page-header';
import { DetailsForm } from '@/components/wallet/details-form';
import { SyncProgress } from '@/components/wallet/sync-progress';
import { WalletNews } from '@/components/wallet/wallet-news';
import { currentLanguage, words } from '@/lib/language/request';
import { textsFor, wordsIn } from '@/lib/language/texts';
import { requireUser } from '@/lib/session/session';
import { listChanges } from '@/lib/subscriptions/sync/list-changes';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words('wallet'))('details') };
}

export default async function DetailsPage() {
  const { id, name, email } = await requireUser('/details');
  const language = await currentLanguage();
  const t = wordsIn(language, 'wallet');
  const changes = await listChanges(id, language);
  return (
    <Container narrow>
      <PageHeader title={t('details')}>
        <p>{t('detailsAbout')}</p>
      </PageHeader>
      <WordsProvider language={language} texts={textsFor(language, ['wallet'])}>
        <WalletNews>
          <SyncProgress changes={changes} />
          <DetailsForm name={name} email={email} />
        </WalletNews>
      </WordsProvider>
    </Container>
  );
}
