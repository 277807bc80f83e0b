import type { Metadata } from 'next';
import Link from 'next/link';
import { RichText } from '@/components/lab/rich-text';
import { WayChooser } from '@/components/lab/way-chooser';
import { WayStateBadge } from '@/components/lab/way-state';
import { ButtonLink } from '@/components/ui/button';
import { Container } from '@/components/ui/container';
import { PageHeader } from '@/components/ui/page-header';
import { decisions } from '@/lib/lab/decisions';
import { listWays } from '@/lib/lab/view';

export const metadata: Metadata = {
  title: 'The lab',
  description:
    'Every way to get a payment detail from a platform to its sellers, as working pages.',
  alternates: { canonical: '/lab' },
};

export default function LabPage() {
  const ways = listWays();
  return (
    <Container className="space-y-10">
      <PageHeader
        title="The lab"
        aside={
          <ButtonLink href="/lab/compare" tone="secondary">
            Compare all ways
          </ButtonLink>
        }
      >
        Every way to get a payment detail from a platform to its sellers, as a page that runs: the
        requests, the answers, the code, and what goes wrong.
      </PageHeader>
      <WayChooser decisions={decisions} ways={ways} />
      <section aria-labelledby="ways" className="space-y-4">
        <h2 id="ways" className="text-xl font-semibold sm:text-2xl">
          All ways
        </h2>
        <ol className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
          {ways.map(({ slug, number, title, state, summary }) => (
            <li key={slug} className="flex">
              <Link
                href={`/lab/${slug}`}
                className="flex w-full flex-col gap-3 rounded-2xl border border-line bg-surface p-5 hover:border-under"
              >
                <span className="flex items-center justify-between gap-2">
                  <span className="font-mono text-sm text-ink-faint">{number}</span>
                  <WayStateBadge state={state} />
                </span>
                <span className="text-lg font-semibold">{title}</span>
                <span className="text-sm text-ink-soft">
                  <RichText>{summary}</RichText>
                </span>
              </Link>
            </li>
          ))}
        </ol>
      </section>
    </Container>
  );
}
