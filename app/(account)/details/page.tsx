import type { Metadata } from 'next';
import { Container } from '@/components/ui/container';
import { PageHeader } from '@/components/ui/page-header';
import { DetailsForm } from '@/components/wallet/details-form';
import { SyncProgress } from '@/components/wallet/sync-progress';
import { WalletNews } from '@/components/wallet/wallet-news';
import { requireUser } from '@/lib/session/session';
import { listChanges } from '@/lib/subscriptions/list-changes';

export const metadata: Metadata = { title: 'Your details' };

export default async function DetailsPage() {
  const { id, name, email } = await requireUser('/details');
  const changes = await listChanges(id);
  return (
    <Container narrow>
      <PageHeader title="Your details">
        <p>
          Stripe and every seller whose subscription you have know you by them, and nobody else.
        </p>
      </PageHeader>
      <WalletNews>
        <SyncProgress changes={changes} />
        <DetailsForm name={name} email={email} />
      </WalletNews>
    </Container>
  );
}
