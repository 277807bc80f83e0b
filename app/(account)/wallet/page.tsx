import type { Metadata } from 'next';
import { WordsProvider } from '@/components/language/words-provider';
import { TroubleNotice } from '@/components/subscriptions/trouble-notice';
import { Container } from '@/components/ui/container';
import { PageHeader } from '@/components/ui/page-header';
import { PlusMark } from '@/components/plus/plus-mark';
import { AddCard } from '@/components/wallet/add-card';
import { FinishReturn } from '@/components/wallet/finish-return';
import { MethodCard } from '@/components/wallet/method-card';
import { ReplacingProvider } from '@/components/wallet/replacing';
import { SyncProgress } from '@/components/wallet/sync-progress';
import { WalletNews } from '@/components/wallet/wallet-news';
import { config } from '@/lib/config/config';
import { currentLanguage, words } from '@/lib/language/request';
import { textsFor, wordsIn } from '@/lib/language/texts';
import { cardName } from '@/lib/model/card-name';
import { consent } from '@/lib/payments/wallet/consent';
import { memberUntil } from '@/lib/payments/plus/membership-time';
import { listWallet } from '@/lib/payments/wallet/wallet';
import { requireUser } from '@/lib/session/session';
import { listChanges, listUses } from '@/lib/subscriptions/sync/list-changes';
import { troubledSubscriptions } from '@/lib/subscriptions/subscriptions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words('wallet'))('title') };
}

export default async function WalletPage({ searchParams }: PageProps<'/wallet'>) {
  const user = await requireUser('/wallet');
  const { setup } = await searchParams;
  const language = await currentLanguage();
  const t = wordsIn(language, 'wallet');
  const cards = wordsIn(language, 'cards');
  const [methods, until, uses, changes, troubled] = await Promise.all([
    listWallet(user.id, language),
    memberUntil(user.id).then((end) => end?.toISOString() ?? null),
    listUses(user.id),
    listChanges(user.id, language),
    troubledSubscriptions(user.id, language),
  ]);
  const payers = methods.filter(
    ({ type, cannotPay, expired }) => type === 'card' && !cannotPay && !expired,
  );
  const { publishableKey, scriptUrl } = config().stripe;
  const back = typeof setup === 'string' ? setup : null;

  return (
    <Container narrow>
      <PageHeader title={t('title')} aside={<PlusMark until={until} />}>
        <p>{t('about')}</p>
      </PageHeader>
      <TroubleNotice troubled={troubled} />
      <WordsProvider language={language} texts={textsFor(language, ['wallet'])}>
        <WalletNews>
          {back ? <FinishReturn setupId={back} /> : null}
          <SyncProgress changes={changes} />
          <ReplacingProvider>
            <div className="space-y-4">
              {methods.length === 0 ? <p className="text-ink-soft">{t('empty')}</p> : null}
              {methods.map((method) => (
                <MethodCard
                  key={method.id}
                  method={method}
                  keys={{ publishableKey, scriptUrl }}
                  uses={uses.filter(({ savedMethodId }) => savedMethodId === method.id)}
                  others={payers
                    .filter(({ id }) => id !== method.id)
                    .map((other) => ({ id: other.id, name: cardName(other, cards) }))}
                />
              ))}
              <AddCard
                openFirst={methods.length === 0 && back === null}
                save={{ publishableKey, scriptUrl, consent }}
              />
              <noscript>
                <p className="text-sm text-ink-soft">{t('needsScript')}</p>
              </noscript>
            </div>
          </ReplacingProvider>
        </WalletNews>
      </WordsProvider>
    </Container>
  );
}
