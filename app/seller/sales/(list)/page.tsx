import type { Metadata } from 'next';
import { FilterLinks } from '@/components/desk/filter-links';
import { Pages } from '@/components/desk/pages';
import { SalesTable } from '@/components/seller/sales-table';
import { buttonClass } from '@/components/ui/button';
import { Container } from '@/components/ui/container';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { listSales } from '@/lib/desk/list-sales';
import { salesQuery } from '@/lib/desk/requests';
import type { SaleFilter } from '@/lib/model/desk';
import { requireSeller } from '@/lib/session/session';

export const metadata: Metadata = { title: 'Sales' };

const filterTexts: Readonly<Record<SaleFilter, string>> = {
  all: 'All',
  asked: 'Refund asked for',
  refunded: 'Refunded',
  disputed: 'Disputed',
  processing: 'Processing',
  unpaid: 'Not paid',
};

export default async function SalesPage({ searchParams }: PageProps<'/seller/sales'>) {
  const { seller } = await requireSeller('/seller/sales');
  const { state, page } = salesQuery.parse(await searchParams);
  const sales = await listSales(seller.id, { filter: state, page });
  const hrefOf = (filter: SaleFilter, number = 1) =>
    `/seller/sales?state=${filter}${number > 1 ? `&page=${number}` : ''}`;

  return (
    <Container>
      <PageHeader
        title="Sales"
        aside={
          // A file, and no page: the browser fetches it by itself.
          <a href="/api/sales" download className={buttonClass('secondary')}>
            Export as CSV
          </a>
        }
      >
        Your part of each order, and each paid period of a subscription.
      </PageHeader>
      <FilterLinks
        label="States"
        filters={filterTexts}
        chosen={state}
        hrefOf={(filter) => hrefOf(filter)}
      />
      {sales.count === 0 ? (
        <EmptyState title={state === 'all' ? 'No sales yet' : 'None of these'}>
          {state === 'all'
            ? 'What buyers pay you stands here, with its fee, refunds and disputes.'
            : 'No sale of yours is in this state.'}
        </EmptyState>
      ) : (
        <>
          <SalesTable rows={sales.rows} caption={`Sales: ${filterTexts[state]}`} />
          <Pages page={sales.page} pages={sales.pages} hrefOf={(number) => hrefOf(state, number)} />
        </>
      )}
    </Container>
  );
}
