import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { RichText } from '@/components/lab/rich-text';
import { RunSteps } from '@/components/lab/run-steps';
import { StartRun } from '@/components/lab/start-run';
import { WayFactsList } from '@/components/lab/way-facts-list';
import { WayStateBadge } from '@/components/lab/way-state';
import { ButtonLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Container } from '@/components/ui/container';
import { PageHeader } from '@/components/ui/page-header';
import { formatTime } from '@/lib/language/formats';
import { sellerQuestion } from '@/lib/lab/seller-question';
import { listRuns, viewWay } from '@/lib/lab/view';
import { currentUser } from '@/lib/session/session';

export async function generateMetadata({ params }: PageProps<'/lab/[way]'>): Promise<Metadata> {
  const way = await viewWay((await params).way);
  return way ? { title: way.title, alternates: { canonical: `/lab/${way.slug}` } } : {};
}

export default async function WayPage({ params, searchParams }: PageProps<'/lab/[way]'>) {
  const { way: slug } = await params;
  const way = await viewWay(slug);
  if (!way) notFound();
  const user = await currentUser();
  const [seller, runs] = await Promise.all([
    sellerQuestion(slug),
    user ? listRuns(user.id, slug) : [],
  ]);

  return (
    <Container>
      <PageHeader title={`${way.number}. ${way.title}`} aside={<WayStateBadge state={way.state} />}>
        <p>
          <RichText>{way.summary}</RichText>
        </p>
        <p className="mt-2">
          <RichText>{way.why}</RichText>
        </p>
      </PageHeader>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="order-last space-y-8 lg:order-none">
          <RunSteps way={way} run={null} />
          <section aria-labelledby="facts" className="space-y-3">
            <h2 id="facts" className="text-xl font-semibold">
              In short
            </h2>
            <WayFactsList facts={way.facts} />
            {way.migrate ? (
              <div className="space-y-3">
                <p>
                  <RichText>{way.migrate.says}</RichText>
                </p>
                <ButtonLink href={way.migrate.href} tone="under">
                  Migrate from this
                </ButtonLink>
              </div>
            ) : null}
            <ul className="space-y-1 text-sm">
              {way.sources.map(({ title, url }) => (
                <li key={url}>
                  <a
                    href={url}
                    rel="noreferrer"
                    className="text-under-ink underline underline-offset-4"
                  >
                    Stripe: {title}
                  </a>
                </li>
              ))}
            </ul>
          </section>
        </div>
        <div className="space-y-4">
          <Card as="section" aria-labelledby="run-it">
            <h2 id="run-it" className="mb-4 text-lg font-semibold">
              Run it
            </h2>
            {user ? (
              <StartRun way={slug} choices={[seller, ...way.choices]} chosen={await searchParams} />
            ) : (
              <>
                <p className="mb-4 text-sm text-ink-soft">
                  A run belongs to who began it. Sign in with one click as one of the demo people.
                </p>
                <ButtonLink
                  href={`/sign-in?next=${encodeURIComponent(`/lab/${slug}`)}`}
                  tone="under"
                >
                  Sign in to run it
                </ButtonLink>
              </>
            )}
          </Card>
          {runs.length > 0 ? (
            <Card as="section" aria-labelledby="runs">
              <h2 id="runs" className="mb-2 text-sm font-semibold">
                Your latest runs
              </h2>
              <ul className="space-y-1 text-sm">
                {runs.map(({ id, taken, createdAt }) => (
                  <li key={id}>
                    <Link
                      href={`/lab/runs/${id}`}
                      className="inline-flex min-h-11 items-center underline underline-offset-4"
                    >
                      {formatTime(createdAt, 'en')} UTC, {taken} of {way.steps.length} steps
                    </Link>
                  </li>
                ))}
              </ul>
            </Card>
          ) : null}
        </div>
      </div>
    </Container>
  );
}
