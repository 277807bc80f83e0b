import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { saleTone, saleWords } from '@/components/desk/sale-tone';
import { GiveRefund } from '@/components/seller/give-refund';
import { SaleFacts } from '@/components/seller/sale-facts';
import { SaleRefund } from '@/components/seller/sale-refund';
import { SaleDispute } from '@/components/seller/sale-dispute';
import { Badge } from '@/components/ui/badge';
import { Container } from '@/components/ui/container';
import { PageHeader } from '@/components/ui/page-header';
import { Time } from '@/components/ui/time';
import { salePath } from '@/lib/seller/requests';
import { requireSeller } from '@/lib/session/session';
import { readPage } from './read-page';

export const metadata: Metadata = { title: 'Sale' };

export default async function SalePage({ params }: PageProps<'/seller/sales/[id]'>) {
  const path = salePath.safeParse(await params);
  const { seller } = await requireSeller('/seller/sales');
  const sale = path.success ? await readPage(seller, path.data.id) : null;
  if (!sale) notFound();

  return (
    <Container narrow>
      <PageHeader
        title={`Sale ${sale.number || 'of a subscription'}`}
        aside={<Badge tone={saleTone(sale)}>{saleWords(sale)}</Badge>}
      >
        <p>
          {sale.buyer}, <Time iso={sale.at} /> UTC
        </p>
      </PageHeader>
      <SaleFacts sale={sale} />
      {sale.disputes.length > 0 ? (
        <section aria-labelledby="disputes" className="mt-10 space-y-4">
          <h2 id="disputes" className="text-xl font-semibold">
            Disputes
          </h2>
          {sale.disputes.map((dispute) => (
            <SaleDispute key={dispute.id} dispute={dispute} />
          ))}
        </section>
      ) : null}
      {sale.state === 'paid' ? (
        <section aria-labelledby="refunds" className="mt-10 space-y-4">
          <h2 id="refunds" tabIndex={-1} className="text-xl font-semibold outline-none">
            Refunds
          </h2>
          {sale.refunds.length > 0 ? (
            <ul className="space-y-4">
              {sale.refunds.map((refund) => (
                <SaleRefund
                  key={refund.id}
                  refund={refund}
                  order={sale.number}
                  grantable={!sale.chargedBack}
                />
              ))}
            </ul>
          ) : null}
          {sale.rest ? (
            <GiveRefund
              // Another refund starts with an empty form.
              key={sale.refunds.length}
              saleId={sale.id}
              most={sale.rest}
              number={sale.refunds.length + 1}
            />
          ) : (
            <p className="text-sm text-ink-soft">{sale.cannotGive}</p>
          )}
        </section>
      ) : null}
    </Container>
  );
}
