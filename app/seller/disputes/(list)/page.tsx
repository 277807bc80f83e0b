import type { Metadata } from 'next';
import Link from 'next/link';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { Container } from '@/components/ui/container';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Pages, pagesTexts } from '@/components/ui/pages';
import { Price } from '@/components/ui/price';
import { Time } from '@/components/ui/time';
import { pageQuery } from '@/lib/security/list-query';
import { listSellerDisputes } from '@/lib/seller/disputes';
import { requireSeller } from '@/lib/session/session';

export const metadata: Metadata = { title: 'Disputes' };

export default async function DisputesPage({ searchParams }: PageProps<'/seller/disputes'>) {
  const { seller } = await requireSeller('/seller/disputes');
  const { page } = pageQuery.parse(await searchParams);
  const disputes = await listSellerDisputes(seller.id, page);

  return (
    <Container narrow>
      <PageHeader title="Disputes">
        A buyer’s bank has asked about a payment or taken it back. You may answer it, once.
      </PageHeader>
      {disputes.count === 0 ? (
        <EmptyState title="No disputes">
          Should a bank dispute one of your payments, it stands here with the day until which you
          can answer.
        </EmptyState>
      ) : (
        <>
          <ul className="space-y-3">
            {disputes.rows.map((dispute) => (
              <li key={dispute.id}>
                <Card className="flex items-start justify-between gap-4">
                  <div className="min-w-0">
                    <h2 className="font-semibold">
                      <Link
                        href={`/seller/disputes/${dispute.id}`}
                        className="inline-flex min-h-6 items-center underline underline-offset-4"
                      >
                        {dispute.number}, {dispute.buyer}
                      </Link>
                    </h2>
                    {dispute.plan ? <p className="text-sm">{dispute.plan}</p> : null}
                    <p className="text-sm text-ink-soft">{dispute.reasonText}</p>
                    {dispute.canAnswer && dispute.dueBy ? (
                      <p className="text-sm">
                        Answer until <Time iso={dispute.dueBy} /> UTC
                        {dispute.answer ? ', a draft is kept' : ''}.
                      </p>
                    ) : null}
                  </div>
                  <div className="flex shrink-0 flex-col items-end gap-1.5">
                    <Price price={dispute.amount} className="font-semibold" />
                    <Badge tone={dispute.canAnswer ? 'caution' : 'neutral'}>
                      {dispute.statusText}
                    </Badge>
                  </div>
                </Card>
              </li>
            ))}
          </ul>
          <Pages
            {...disputes}
            hrefOf={(number) => `/seller/disputes?page=${number}`}
            texts={pagesTexts('disputes', disputes)}
          />
        </>
      )}
    </Container>
  );
}
