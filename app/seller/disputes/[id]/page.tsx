import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { EvidenceForm } from '@/components/seller/evidence-form';
import { EvidenceSent } from '@/components/seller/evidence-sent';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { Container } from '@/components/ui/container';
import { PageHeader } from '@/components/ui/page-header';
import { Price } from '@/components/ui/price';
import { ProblemCodes } from '@/components/ui/problem-codes';
import { Time } from '@/components/ui/time';
import { disputePath } from '@/lib/seller/requests';
import { requireSeller } from '@/lib/session/session';
import { readPage } from './read-page';

export const metadata: Metadata = { title: 'Dispute' };

export default async function DisputePage({ params }: PageProps<'/seller/disputes/[id]'>) {
  const path = disputePath.safeParse(await params);
  const { seller } = await requireSeller('/seller/disputes');
  const dispute = path.success ? await readPage(seller.id, path.data.id) : null;
  if (!dispute) notFound();
  const { answer } = dispute;

  return (
    <Container narrow>
      <PageHeader
        title={`Dispute about ${dispute.number}`}
        aside={<Badge tone={dispute.canAnswer ? 'caution' : 'neutral'}>{dispute.statusText}</Badge>}
      >
        {dispute.reasonText}
      </PageHeader>
      <Card className="space-y-3 text-sm">
        <p>
          <Price price={dispute.amount} className="text-lg font-semibold" /> of {dispute.buyer}
          {dispute.plan ? `, for the plan “${dispute.plan}”` : null}
        </p>
        <p>{dispute.next}</p>
        {dispute.canAnswer && dispute.dueBy ? (
          <p className="font-medium">
            You may answer until <Time iso={dispute.dueBy} /> UTC, once.
          </p>
        ) : null}
        <Link
          href={`/seller/sales/${dispute.saleId}`}
          className="inline-flex min-h-11 items-center font-medium underline underline-offset-4"
        >
          See the sale
        </Link>
        <ProblemCodes
          codes={[
            ['Account', dispute.accountId],
            ['Dispute', dispute.accountDisputeId],
            ['Idempotency key', answer?.evidenceKey],
            ['Refused', answer?.problem],
          ]}
        />
      </Card>
      <section aria-labelledby="answer" className="mt-10 space-y-4">
        <h2 id="answer" tabIndex={-1} className="text-xl font-semibold outline-none">
          {dispute.canAnswer ? 'Your answer to the bank' : 'What you answered'}
        </h2>
        {dispute.canAnswer ? (
          <EvidenceForm
            disputeId={dispute.id}
            evidence={answer?.evidence ?? {}}
            files={dispute.files}
            refused={answer?.state === 'failed'}
          />
        ) : (
          <EvidenceSent answer={answer} files={dispute.files} />
        )}
      </section>
    </Container>
  );
}
