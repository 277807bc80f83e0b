import type { Metadata } from 'next';
import { CompareDay } from '@/components/operator/compare-day';
import { DifferenceItem } from '@/components/operator/difference-item';
import { EventCounts } from '@/components/operator/event-counts';
import { StoppedItem } from '@/components/operator/stopped-item';
import { Container } from '@/components/ui/container';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Pages } from '@/components/ui/pages';
import { pageQuery } from '@/lib/security/list-query';
import { requireOperator } from '@/lib/session/session';
import { workView } from '@/lib/work/list-work';

export const metadata: Metadata = { title: 'Work' };

export default async function OperatorJobsPage({ searchParams }: PageProps<'/operator/jobs'>) {
  await requireOperator('/operator/jobs');
  const work = await workView(pageQuery.parse(await searchParams).page);

  return (
    <Container narrow>
      <PageHeader title="Work">
        Payments, refunds and events are taken to their end by themselves, also after a crash. What
        could not be stands here.
      </PageHeader>
      <dl className="mb-10 grid grid-cols-2 gap-3 sm:grid-cols-4">
        {work.counts.map(({ name, count }) => (
          <div
            key={name}
            className="flex flex-col-reverse justify-end rounded-xl border border-line p-4"
          >
            <dt className="text-sm text-ink-soft">{name}</dt>
            <dd className="text-2xl font-semibold tabular-nums">{count}</dd>
          </div>
        ))}
      </dl>
      <section aria-labelledby="stopped" className="mb-10">
        <h2 id="stopped" className="mb-4 text-xl font-semibold">
          Waiting for you
        </h2>
        {work.stopped.length === 0 ? (
          <EmptyState title="Nothing stopped" level={2}>
            What stopped stands here, with the reason, until somebody has it tried again: what used
            up its tries, payments that do not agree, refunds that failed.
          </EmptyState>
        ) : (
          <>
            <ul className="space-y-4">
              {work.stopped.map((stopped) => (
                <StoppedItem key={stopped.key} work={stopped} />
              ))}
            </ul>
            {work.stoppedCount > work.stopped.length ? (
              <p className="mt-4 text-sm text-ink-soft">
                These are {work.stopped.length} of {work.stoppedCount}. The others come up as these
                are done.
              </p>
            ) : null}
          </>
        )}
      </section>
      <section aria-labelledby="differences" className="space-y-4">
        <h2 id="differences" className="scroll-mt-8 text-xl font-semibold">
          Differences
        </h2>
        <p className="text-sm text-ink-soft">
          Each night the books of all accounts, and the platform’s own, are compared with what we
          have.{' '}
          {work.comparedDay ? `Compared last: ${work.comparedDay}.` : 'No day was compared yet.'}{' '}
          {work.differences.count === 0 && work.comparedDay ? 'Everything agrees.' : null}
        </p>
        {work.differences.count > 0 ? (
          <>
            <ul className="space-y-4">
              {work.differences.rows.map((difference) => (
                <DifferenceItem key={difference.id} difference={difference} />
              ))}
            </ul>
            <Pages
              {...work.differences}
              hrefOf={(number) => `/operator/jobs?page=${number}#differences`}
            />
          </>
        ) : null}
        <CompareDay
          today={new Date().toISOString().slice(0, 10)}
          under={work.comparing}
          differing={work.differingDays}
        />
      </section>
      <section className="mt-10">
        <h2 id="events" className="mb-4 text-xl font-semibold">
          What Stripe told
        </h2>
        {work.events.length > 0 ? (
          <EventCounts events={work.events} />
        ) : (
          <EmptyState title="Nothing yet" level={2}>
            Stripe tells of payments, refunds and disputes by webhooks. How many came of each kind
            stands here, also of kinds that nobody listens to.
          </EmptyState>
        )}
      </section>
    </Container>
  );
}
