import type { Metadata } from 'next';
import { FilterForm } from '@/components/desk/filter-form';
import { FilterLinks } from '@/components/desk/filter-links';
import { Pages } from '@/components/ui/pages';
import { SalesTable } from '@/components/seller/sales-table';
import { buttonClass } from '@/components/ui/button';
import { Container } from '@/components/ui/container';
import { EmptyState } from '@/components/ui/empty-state';
import { Field } from '@/components/ui/field';
import { PageHeader } from '@/components/ui/page-header';
import type { SaleFilter } from '@/lib/model/seller';
import { listSales } from '@/lib/seller/list-sales';
import { salesQuery } from '@/lib/seller/requests';
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
  const asked = salesQuery.parse(await searchParams);
  const { filter, from, to } = asked;
  const sales = await listSales(seller.id, asked);
  const days = { ...(from ? { from } : {}), ...(to ? { to } : {}) };
  const query = (state: SaleFilter) => new URLSearchParams({ state, ...days }).toString();
  const hrefOf = (state: SaleFilter, number = 1) =>
    `/seller/sales?${query(state)}${number > 1 ? `&page=${number}` : ''}`;
  const isAll = filter === 'all' && !from && !to;

  return (
    <Container>
      <PageHeader
        title="Sales"
        aside={
          // A file, and no page: the browser fetches it by itself.
          <a href={`/api/sales?${query(filter)}`} download className={buttonClass('secondary')}>
            Export as CSV
          </a>
        }
      >
        Your part of each order, and each paid period of a subscription. The file has what is listed
        here; days are those of UTC.
      </PageHeader>
      <FilterLinks
        label="States"
        filters={filterTexts}
        chosen={filter}
        hrefOf={(state) => hrefOf(state)}
      />
      <FilterForm action="/seller/sales" label="Days" all="All sales">
        <input type="hidden" name="state" value={filter} />
        <Field id="from" name="from" type="date" label="From" defaultValue={from ?? ''} />
        <Field id="to" name="to" type="date" label="To" defaultValue={to ?? ''} />
      </FilterForm>
      {sales.count === 0 ? (
        <EmptyState title={isAll ? 'No sales yet' : 'None of these'}>
          {isAll
            ? 'What buyers pay you stands here, with its fee, refunds and disputes.'
            : 'No sale of yours is in this state and of these days.'}
        </EmptyState>
      ) : (
        <>
          <SalesTable rows={sales.rows} caption={`Sales: ${filterTexts[filter]}`} />
          <Pages
            page={sales.page}
            pages={sales.pages}
            hrefOf={(number) => hrefOf(filter, number)}
          />
        </>
      )}
    </Container>
  );
}
