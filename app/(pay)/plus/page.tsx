import type { Metadata } from 'next';
import { CallsOfPage } from '@/components/inspector/calls-of-page';
import { WordsProvider } from '@/components/language/words-provider';
import { MembershipCard } from '@/components/plus/membership-card';
import { PlusOffer } from '@/components/plus/plus-offer';
import { PlusPanel } from '@/components/plus/plus-panel';
import { PlusReturn } from '@/components/plus/plus-return';
import { Alert } from '@/components/ui/alert';
import { ButtonLink } from '@/components/ui/button';
import { Container } from '@/components/ui/container';
import { PageHeader } from '@/components/ui/page-header';
import { WalletNews } from '@/components/wallet/wallet-news';
import { plusOffer } from '@/lib/catalog/plus';
import { config } from '@/lib/config/config';
import { words } from '@/lib/language/request';
import { textsFor } from '@/lib/language/texts';
import type { BuyerId } from '@/lib/model/ids';
import { priceOf } from '@/lib/model/price';
import { plusConsent } from '@/lib/payments/wallet/consent';
import { finishRunning, plusView } from '@/lib/payments/plus/plus-view';
import { listWallet } from '@/lib/payments/wallet/wallet';
import { currentUser } from '@/lib/session/session';

export const metadata: Metadata = {
  title: 'Souk Plus',
  alternates: { canonical: '/plus' },
};

export default async function PlusPage({ searchParams }: PageProps<'/plus'>) {
  const user = await currentUser();
  const t = await words('plus');
  const price = priceOf(plusOffer, t.language).text;
  const { membership } = await searchParams;
  return (
    <Container narrow>
      <PageHeader title="Souk Plus">
        <p>{t('about')}</p>
      </PageHeader>
      {user ? (
        <Buyer
          buyerId={user.id}
          price={price}
          back={typeof membership === 'string' ? membership : null}
        />
      ) : (
        <div className="space-y-6">
          <PlusOffer price={price} />
          <ButtonLink href="/sign-in?next=%2Fplus" tone="primary" size="lg">
            {t('signInToJoin')}
          </ButtonLink>
        </div>
      )}
    </Container>
  );
}

interface BuyerProps {
  readonly buyerId: BuyerId;
  readonly price: string;
  readonly back: string | null;
}

async function Buyer({ buyerId, price, back }: BuyerProps) {
  await finishRunning(buyerId);
  const t = await words('plus');
  const { language } = t;
  const [plus, wallet] = await Promise.all([
    plusView(buyerId, language),
    listWallet(buyerId, language),
  ]);
  const { publishableKey, scriptUrl } = config().stripe;
  return (
    <WordsProvider language={language} texts={textsFor(language, ['plus'])}>
      <WalletNews>
        {back ? <PlusReturn membershipId={back} /> : null}
        <div className="space-y-6">
          {plus.paid.length > 0 ? (
            <section aria-labelledby="your-plus" className="space-y-4">
              <h2 id="your-plus" className="text-lg font-semibold">
                {t('yours')}
              </h2>
              {plus.paid.map((paid) => (
                <MembershipCard
                  key={paid.id}
                  membership={paid}
                  current={!paid.endedAt && paid.paidUntil === plus.memberUntil}
                />
              ))}
            </section>
          ) : null}
          <PlusOffer price={price} />
          {plus.running?.processing ? (
            <Alert tone="caution" title={t('onItsWay')}>
              {t('doNotPayAgain')}
            </Alert>
          ) : plus.canBuy ? (
            <section aria-labelledby="join-plus">
              <h2 id="join-plus" className="mb-3 text-lg font-semibold">
                {plus.memberUntil ? t('oneMore') : t('join')}
              </h2>
              <PlusPanel
                price={price}
                cards={wallet.filter(({ type }) => type === 'card')}
                save={{ publishableKey, scriptUrl, consent: plusConsent }}
              />
              <noscript>
                <p className="text-sm text-ink-soft">{t('needsScript')}</p>
              </noscript>
            </section>
          ) : null}
          {plus.running || plus.paid.length > 0 ? <CallsOfPage page="/plus" /> : null}
        </div>
      </WalletNews>
    </WordsProvider>
  );
}
