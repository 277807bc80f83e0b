import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Pages } from '@/components/ui/pages';
import { SalesTable } from '@/components/seller/sales-table';
import { SubscriberFacts } from '@/components/seller/subscriber-facts';
import { StandingBadge } from '@/components/seller/subscribers-table';
import { Container } from '@/components/ui/container';
import { PageHeader } from '@/components/ui/page-header';
import { pageQuery } from '@/lib/security/list-query';
import { listSales } from '@/lib/seller/list-sales';
import { subscriberPath } from '@/lib/seller/requests';
import { requireSeller } from '@/lib/session/session';
import { readPage } from './read-page';

export const metadata: Metadata = { title: 'Subscriber' };

export default async function SubscriberPage({
  params,
  searchParams,
}: PageProps<'/seller/subscribers/[id]'>) {
  const path = subscriberPath.safeParse(await params);
  const { seller } = await requireSeller('/seller/subscribers');
  const subscriber = path.success ? await readPage(seller.id, path.data.id) : null;
  if (!subscriber) notFound();
  const { page } = pageQuery.parse(await searchParams);
  const payments = await listSales(seller.id, {
    filter: 'all',
    subscription: subscriber.id,
    page,
  });

  return (
    <Container narrow>
      <PageHeader title={subscriber.buyer} aside={<StandingBadge {...subscriber} />}>
        {subscriber.title}
      </PageHeader>
      <SubscriberFacts subscriber={subscriber} />
      <section aria-labelledby="payments" className="mt-10 space-y-4">
        <h2 id="payments" className="text-xl font-semibold">
          Payments
        </h2>
        {payments.count === 0 ? (
          <p className="text-sm text-ink-soft">Nothing was paid so far.</p>
        ) : (
          <>
            <SalesTable rows={payments.rows} caption="Payments, the newest first" ofSubscriber />
            <Pages
              page={payments.page}
              pages={payments.pages}
              hrefOf={(number) => `/seller/subscribers/${subscriber.id}?page=${number}`}
            />
          </>
        )}
      </section>
    </Container>
  );
}
