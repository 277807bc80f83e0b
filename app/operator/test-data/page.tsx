import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { StartTestRun } from '@/components/operator/start-test-run';
import { TestRunItem, testDataTexts } from '@/components/operator/test-run-item';
import { WatchWork } from '@/components/operator/watch-work';
import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { Container } from '@/components/ui/container';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { testDataKinds, type TestDataKind } from '@/lib/model/test-data';
import { requireOperator } from '@/lib/session/session';
import { listTestRuns } from '@/lib/test-data/list-test-runs';
import { mayMakeTestData } from '@/lib/test-data/may-make';

export const metadata: Metadata = { title: 'Test data' };

const abouts: Readonly<Record<TestDataKind, string>> = {
  week: 'Seven made-up buyers, one for each day, save a card and buy of one to three sellers.',
  dispute: 'A buyer pays with Stripe’s test card whose payments are disputed afterwards.',
  renewal:
    'A buyer subscribes, changes to a card that declines, and a test clock at Stripe moves on to the next period.',
};

const buttons: Readonly<Record<TestDataKind, string>> = {
  week: 'Make a week of sales',
  dispute: 'Make a dispute',
  renewal: 'Make a declined renewal',
};

export default async function TestDataPage() {
  await requireOperator('/operator/test-data');
  if (!mayMakeTestData()) notFound();
  const runs = await listTestRuns();
  const running = (kind: TestDataKind) =>
    runs.some((run) => run.kind === kind && run.state === 'running');

  return (
    <Container narrow>
      <PageHeader title="Test data">
        Orders to try things with, made by the very code that real ones go through, at Stripe’s test
        mode or the emulator.
      </PageHeader>
      <Alert className="mb-6" title="All of it is of today">
        Stripe dates no payment back, and neither does Souk: a week of sales is what seven buyers
        would buy in one, bought now.
      </Alert>
      <ul className="space-y-4">
        {testDataKinds.map((kind) => (
          <li key={kind}>
            <Card as="section" aria-labelledby={`make-${kind}`} className="space-y-3">
              <h2 id={`make-${kind}`} className="font-semibold">
                {testDataTexts[kind]}
              </h2>
              <p className="text-sm text-ink-soft">{abouts[kind]}</p>
              <StartTestRun kind={kind} text={buttons[kind]} running={running(kind)} />
            </Card>
          </li>
        ))}
      </ul>
      <section aria-labelledby="made" className="mt-10">
        <h2 id="made" className="mb-4 text-xl font-semibold">
          Made so far
        </h2>
        <WatchWork running={runs.some(({ state }) => state === 'running')} />
        {runs.length === 0 ? (
          <EmptyState title="Nothing yet" level={2}>
            What is made stands here, with how far it has come.
          </EmptyState>
        ) : (
          <ul className="space-y-4">
            {runs.map((run) => (
              <TestRunItem key={run.id} run={run} />
            ))}
          </ul>
        )}
      </section>
    </Container>
  );
}
