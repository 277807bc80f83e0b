import type { Metadata } from 'next';
import { FiguresTable } from '@/components/operator/figures-table';
import { NeedsYou } from '@/components/operator/needs-you';
import { Card } from '@/components/ui/card';
import { Container } from '@/components/ui/container';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { readOverview } from '@/lib/operator/read-overview';
import { requireOperator } from '@/lib/session/session';

export const metadata: Metadata = { title: 'Operator’s desk' };

const days = 30;

export default async function OperatorPage() {
  await requireOperator('/operator');
  const { waiting, figures } = await readOverview(days);

  return (
    <Container narrow>
      <PageHeader title="Operator’s desk">
        What needs somebody who runs the platform, and what all sellers together sold in the last{' '}
        {days} days.
      </PageHeader>
      <NeedsYou waiting={waiting} />
      <Card as="section" aria-labelledby="figures" className="space-y-3">
        <h2 id="figures" className="text-lg font-semibold">
          Last {days} days
        </h2>
        {figures.length > 0 ? (
          <>
            <FiguresTable rows={figures} caption={`Sales of the last ${days} days by currency`} />
            <p className="text-sm text-ink-soft">
              Fees are application fees, less what went back with refunds. What was given back
              counts with the day of its sale.
            </p>
          </>
        ) : (
          <EmptyState title="No sales yet">
            What any seller sells shows here as soon as it is paid.
          </EmptyState>
        )}
      </Card>
    </Container>
  );
}
