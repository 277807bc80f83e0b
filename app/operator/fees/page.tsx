import type { Metadata } from 'next';
import { Figure } from '@/components/desk/figure';
import { FilterForm } from '@/components/desk/filter-form';
import { FeesTable } from '@/components/operator/fees-table';
import { buttonClass } from '@/components/ui/button';
import { Container } from '@/components/ui/container';
import { EmptyState } from '@/components/ui/empty-state';
import { Field } from '@/components/ui/field';
import { PageHeader } from '@/components/ui/page-header';
import { listFees, totalsOf } from '@/lib/operator/list-fees';
import { feesQuery } from '@/lib/operator/requests';
import { requireOperator } from '@/lib/session/session';

export const metadata: Metadata = { title: 'Application fees' };

export default async function FeesPage({ searchParams }: PageProps<'/operator/fees'>) {
  await requireOperator('/operator/fees');
  const span = feesQuery.parse(await searchParams);
  const fees = await listFees(span);

  return (
    <Container>
      <PageHeader
        title="Application fees"
        aside={
          // A file, and no page: the browser fetches it by itself.
          <a
            href={`/api/fees?from=${span.from}&to=${span.to}`}
            download
            className={buttonClass('secondary')}
          >
            Export as CSV
          </a>
        }
      >
        What the platform took of each seller’s sales, less what went back with refunds. Days are
        those of UTC, and what went back counts with the day of its sale.
      </PageHeader>
      <FilterForm action="/operator/fees" label="Days" all="Last 30 days">
        <Field id="from" name="from" type="date" label="From" defaultValue={span.from} required />
        <Field id="to" name="to" type="date" label="To" defaultValue={span.to} required />
      </FilterForm>
      {fees.length === 0 ? (
        <EmptyState title="No fees in these days">
          Each sale that is paid brings one; choose other days to see those of another time.
        </EmptyState>
      ) : (
        <>
          <dl className="mb-6 grid grid-cols-2 gap-3 lg:grid-cols-4">
            {totalsOf(fees).map(({ currency, sales, left }) => (
              <Figure key={currency} name={`Left in ${currency.toUpperCase()}`} value={left.text}>
                {sales === 1 ? '1 sale' : `${sales} sales`}
              </Figure>
            ))}
          </dl>
          <FeesTable rows={fees} />
        </>
      )}
    </Container>
  );
}
