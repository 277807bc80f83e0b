import type { Metadata } from 'next';
import { DisputeItem } from '@/components/operator/dispute-item';
import { RefundItem } from '@/components/operator/refund-item';
import { Container } from '@/components/ui/container';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { listDisputes, listRefunds, lookAtUndecided } from '@/lib/payments/refunds/list-refunds';
import { requireOperator } from '@/lib/session/session';

export const metadata: Metadata = { title: 'Refunds and disputes' };

export default async function OperatorRefundsPage() {
  await requireOperator('/operator/refunds');
  await lookAtUndecided();
  const [refunds, disputes] = await Promise.all([listRefunds(), listDisputes()]);
  const waiting = refunds.filter(({ state }) => state === 'requested');
  const others = refunds.filter(({ state }) => state !== 'requested');

  return (
    <Container narrow>
      <PageHeader title="Refunds and disputes">
        A refund is taken from the seller’s account, and the platform’s fee goes back with it, in
        proportion.
      </PageHeader>
      <section aria-labelledby="waiting" className="mb-10">
        <h2 id="waiting" className="mb-4 text-xl font-semibold">
          Waiting for you
        </h2>
        {waiting.length === 0 ? (
          <EmptyState title="Nothing to decide" level={2}>
            What buyers ask back stands here until somebody grants or declines it.
          </EmptyState>
        ) : (
          <ul className="space-y-4">
            {waiting.map((refund) => (
              <RefundItem key={refund.id} refund={refund} />
            ))}
          </ul>
        )}
      </section>
      {disputes.length > 0 ? (
        <section aria-labelledby="disputes" className="mb-10">
          <h2 id="disputes" className="mb-4 text-xl font-semibold">
            Disputes
          </h2>
          <ul className="space-y-4">
            {disputes.map((dispute) => (
              <DisputeItem key={dispute.id} dispute={dispute} />
            ))}
          </ul>
        </section>
      ) : null}
      {others.length > 0 ? (
        <section aria-labelledby="decided">
          <h2 id="decided" className="mb-4 text-xl font-semibold">
            Decided
          </h2>
          <ul className="space-y-4">
            {others.map((refund) => (
              <RefundItem key={refund.id} refund={refund} />
            ))}
          </ul>
        </section>
      ) : null}
    </Container>
  );
}
