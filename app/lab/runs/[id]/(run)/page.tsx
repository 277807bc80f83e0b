import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { StripeCalls } from '@/components/inspector/stripe-calls';
import { NextStep } from '@/components/lab/next-step';
import { ObjectList } from '@/components/lab/object-list';
import { RefusalList } from '@/components/lab/refusal-list';
import { RunSteps } from '@/components/lab/run-steps';
import { WayStateBadge } from '@/components/lab/way-state';
import { Alert } from '@/components/ui/alert';
import { ButtonLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Container } from '@/components/ui/container';
import { PageHeader } from '@/components/ui/page-header';
import { config } from '@/lib/config/config';
import { runPath } from '@/lib/lab/requests';
import { requireUser } from '@/lib/session/session';
import { readPage } from './read-page';

export const metadata: Metadata = { title: 'A run in the lab' };

export default async function RunPage({ params }: PageProps<'/lab/runs/[id]'>) {
  const path = runPath.safeParse(await params);
  if (!path.success) notFound();
  const user = await requireUser(`/lab/runs/${path.data.id}`);
  const read = await readPage(user.id, path.data.id);
  if (!read) notFound();
  const { run, way, deliveries } = read;
  const { publishableKey, scriptUrl, apiBase } = config().stripe;
  const upcoming = way.steps[run.taken];

  return (
    <Container className="space-y-8">
      <PageHeader title={`${way.number}. ${way.title}`} aside={<WayStateBadge state={way.state} />}>
        <p>
          {run.chosen.map(({ label, text }) => `${label}: ${text}`).join(' · ')}.{' '}
          <Link href={`/lab/${way.slug}`} className="underline underline-offset-4">
            What this way is
          </Link>
        </p>
      </PageHeader>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="space-y-8">
          <RunSteps
            way={way}
            run={run}
            next={
              upcoming ? (
                <NextStep
                  key={run.taken}
                  runId={run.id}
                  step={run.taken}
                  name={upcoming.name}
                  again={run.stopped !== null}
                  publishableKey={publishableKey}
                  scriptUrl={scriptUrl}
                />
              ) : null
            }
          />
          {upcoming ? null : (
            <Alert tone="under" title="Every step is taken" role="status">
              Try what goes wrong, look at the calls below, or begin another run.
            </Alert>
          )}
          <RefusalList way={way} run={run} />
        </div>
        <div className="space-y-4 lg:sticky lg:top-24 lg:self-start">
          <Card>
            <ObjectList objects={run.objects} />
          </Card>
          <ButtonLink href={`/lab/${way.slug}`} tone="secondary">
            Begin another run
          </ButtonLink>
        </div>
      </div>
      <StripeCalls
        underneath={{ calls: run.calls, deliveries }}
        apiBase={apiBase.href}
        page={`/lab/runs/${run.id}`}
      />
    </Container>
  );
}
