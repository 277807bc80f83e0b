import type { Metadata } from 'next';
import Link from 'next/link';
import { RichText } from '@/components/lab/rich-text';
import { WayStateBadge } from '@/components/lab/way-state';
import { Container } from '@/components/ui/container';
import { PageHeader } from '@/components/ui/page-header';
import { listWays } from '@/lib/lab/view';

export const metadata: Metadata = {
  title: 'All ways compared',
  alternates: { canonical: '/lab/compare' },
};

const columns = [
  ['calls', 'Calls'],
  ['livesOn', 'Where the method lives'],
  ['reusable', 'Reusable'],
  ['sca', 'Strong authentication'],
  ['recurring', 'Recurring'],
  ['chooseWhen', 'Choose it when'],
] as const;

export default function ComparePage() {
  return (
    <Container>
      <PageHeader title="All ways compared">
        Number of calls, where the method lives, and when to choose which.{' '}
        <Link href="/lab" className="underline underline-offset-4">
          Back to the lab
        </Link>
      </PageHeader>
      <div
        role="region"
        aria-label="All ways compared"
        tabIndex={0}
        className="overflow-x-auto rounded-2xl border border-line bg-surface"
      >
        <table className="w-full min-w-5xl text-left text-sm">
          <thead>
            <tr className="border-b border-line text-ink-soft">
              <th scope="col" className="sticky left-0 bg-surface px-4 py-3 font-medium">
                Way
              </th>
              <th scope="col" className="px-4 py-3 font-medium">
                Status
              </th>
              {columns.map(([name, title]) => (
                <th key={name} scope="col" className="px-3 py-3 font-medium">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line align-top">
            {listWays().map(({ slug, number, title, state, facts }) => (
              <tr key={slug}>
                <th scope="row" className="sticky left-0 min-w-36 bg-surface px-4 py-3 font-medium">
                  <Link href={`/lab/${slug}`} className="underline underline-offset-4">
                    {number}. {title}
                  </Link>
                </th>
                <td className="px-4 py-3">
                  <WayStateBadge state={state} />
                </td>
                {columns.map(([name]) => (
                  <td key={name} className="min-w-28 px-3 py-3 text-ink-soft">
                    <RichText>{facts[name]}</RichText>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Container>
  );
}
