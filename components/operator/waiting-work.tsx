import Link from 'next/link';
import { Badge } from '@/components/ui/badge';
import { Time } from '@/components/ui/time';
import type { WaitingJob } from '@/lib/model/operator-orders';

/** Jobs that are not done so far. */
export function WaitingWork({ work }: { readonly work: readonly WaitingJob[] }) {
  if (work.length === 0) return <p className="text-sm text-ink-soft">None: all is done.</p>;
  return (
    <ul className="divide-y divide-line border-y border-line text-sm">
      {work.map((job) => (
        <li key={job.id} className="flex flex-wrap items-center justify-between gap-3 py-3">
          <span>
            {job.title}
            <span className="block text-ink-soft">
              {job.timeText} <Time iso={job.at} /> UTC
              {job.tries > 0 ? `, ${job.tries === 1 ? '1 repeat' : `${job.tries} repeats`}` : ''}
            </span>
          </span>
          <span className="flex items-center gap-3">
            <Badge tone={job.state === 'failed' ? 'danger' : 'neutral'}>{job.stateText}</Badge>
            {job.state === 'failed' ? (
              <Link
                href="/operator/jobs"
                className="inline-flex min-h-11 items-center underline underline-offset-4"
              >
                Try again
              </Link>
            ) : null}
          </span>
        </li>
      ))}
    </ul>
  );
}
