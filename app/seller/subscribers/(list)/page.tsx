import type { Metadata } from 'next';
import { Pages } from '@/components/ui/pages';
import { SubscribersTable } from '@/components/seller/subscribers-table';
import { Container } from '@/components/ui/container';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { pageQuery } from '@/lib/security/list-query';
import { listSubscribers } from '@/lib/seller/list-subscribers';
import { requireSeller } from '@/lib/session/session';

export const metadata: Metadata = { title: 'Subscribers' };

export default async function SubscribersPage({ searchParams }: PageProps<'/seller/subscribers'>) {
  const { seller } = await requireSeller('/seller/subscribers');
  const subscribers = await listSubscribers(seller.id, pageQuery.parse(await searchParams).page);

  return (
    <Container>
      <PageHeader title="Subscribers">
        Each has a Customer on your account with a kept clone of their card. When they change the
        card in their wallet, your copy follows by itself.
      </PageHeader>
      {subscribers.count === 0 ? (
        <EmptyState title="No subscribers yet">
          Who subscribes to one of your plans stands here, with the day of the next payment.
        </EmptyState>
      ) : (
        <>
          <SubscribersTable rows={subscribers.rows} />
          <Pages
            page={subscribers.page}
            pages={subscribers.pages}
            hrefOf={(number) => `/seller/subscribers?page=${number}`}
          />
        </>
      )}
    </Container>
  );
}
