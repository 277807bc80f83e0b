import type { Metadata } from 'next';
import { Container } from '@/components/ui/container';
import { PageHeader } from '@/components/ui/page-header';
import { AddCard } from '@/components/wallet/add-card';
import { FinishReturn } from '@/components/wallet/finish-return';
import { MethodCard } from '@/components/wallet/method-card';
import { WalletNews } from '@/components/wallet/wallet-news';
import { config } from '@/lib/config/config';
import { consent } from '@/lib/payments/consent';
import { listWallet } from '@/lib/payments/wallet';
import { requireUser } from '@/lib/session/session';

export const metadata: Metadata = { title: 'Wallet' };

export default async function WalletPage({ searchParams }: PageProps<'/wallet'>) {
  const user = await requireUser('/wallet');
  const { setup } = await searchParams;
  const methods = await listWallet(user.id);
  const { publishableKey, scriptUrl } = config().stripe;
  const back = typeof setup === 'string' ? setup : null;

  return (
    <Container narrow>
      <PageHeader title="Wallet">
        <p>Save a card or a US bank account once. It pays sellers on Souk, with one press.</p>
      </PageHeader>
      <WalletNews>
        {back ? <FinishReturn setupId={back} /> : null}
        <div className="space-y-4">
          {methods.length === 0 ? (
            <p className="text-ink-soft">
              There is no card here yet. Its number goes straight to Stripe and never touches this
              shop.
            </p>
          ) : null}
          {methods.map((method) => (
            <MethodCard key={method.id} method={method} keys={{ publishableKey, scriptUrl }} />
          ))}
          <AddCard
            openFirst={methods.length === 0 && back === null}
            save={{ publishableKey, scriptUrl, consent }}
          />
          <noscript>
            <p className="text-sm text-ink-soft">
              Adding a card needs JavaScript: the card fields are Stripe’s.
            </p>
          </noscript>
        </div>
      </WalletNews>
    </Container>
  );
}
