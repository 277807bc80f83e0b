import Link from 'next/link';
import { TryAgain } from '@/components/desk/try-again';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { ProblemCodes } from '@/components/ui/problem-codes';
import { Time } from '@/components/ui/time';
import type { StoppedWork } from '@/lib/model/work';
import { EndPayment } from './end-payment';

/** A job, an event or a payment that stopped: what it was to do, why it could not, and the way on. */
export function StoppedItem({ work }: { readonly work: StoppedWork }) {
  const title = `stopped-${work.key.replace(/\W/g, '-')}`;
  return (
    <li>
      <Card as="article" aria-labelledby={title} className="space-y-3">
        <div className="flex items-start justify-between gap-x-4">
          <div className="min-w-0 flex-1">
            <h3 id={title} className="font-semibold">
              {work.title}
            </h3>
            <p className="text-sm text-ink-soft">
              {work.about ? (
                <>
                  {work.orderId ? (
                    <Link
                      href={`/operator/orders/${work.orderId}`}
                      className="py-1 break-words underline underline-offset-4"
                    >
                      {work.about}
                    </Link>
                  ) : (
                    <span className="break-words">{work.about}</span>
                  )}
                  ,{' '}
                </>
              ) : null}
              <Time iso={work.since} /> UTC
            </p>
          </div>
          <Badge tone={work.canTry ? 'danger' : 'caution'}>{work.triesText}</Badge>
        </div>
        {work.reason ? (
          <p className="rounded-lg bg-sunken p-3 font-mono text-xs break-words whitespace-pre-line">
            {work.reason}
          </p>
        ) : null}
        <p className="text-sm text-ink-soft">
          {work.advice}
          {work.nextTryAt ? (
            <>
              {' '}
              The next try comes by <Time iso={work.nextTryAt} /> UTC.
            </>
          ) : null}
        </p>
        {work.canTry || work.ending ? (
          <div className="flex flex-wrap gap-2">
            {work.canTry ? <TryAgain work={work.ref} what={work.title} /> : null}
            {work.ending ? <EndPayment {...work.ending} about={work.about ?? work.title} /> : null}
          </div>
        ) : null}
        <div className="text-sm">
          <ProblemCodes codes={work.codes} />
        </div>
      </Card>
    </li>
  );
}
