import Link from 'next/link';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { Time } from '@/components/ui/time';
import type { TestDataKind, TestRunState, TestRunView } from '@/lib/model/test-data';

/** What each kind is called. */
export const testDataTexts: Readonly<Record<TestDataKind, string>> = {
  week: 'A week of sales',
  dispute: 'A dispute',
  renewal: 'A declined renewal',
};

const states: Readonly<Record<TestRunState, 'neutral' | 'money' | 'danger'>> = {
  running: 'neutral',
  done: 'money',
  failed: 'danger',
};

/** One making of test data, with what it has told so far and the orders that came of it. */
export function TestRunItem({ run }: { readonly run: TestRunView }) {
  const { kind, state, taken, steps, told, problem, orders } = run;
  const title = `test-run-${run.id}`;
  return (
    <li>
      <Card as="article" aria-labelledby={title} className="space-y-3">
        <div className="flex items-start justify-between gap-4">
          <div>
            <h3 id={title} className="font-semibold">
              {testDataTexts[kind]}
            </h3>
            <p className="text-sm text-ink-soft">
              <Time iso={run.startedAt} /> UTC
            </p>
          </div>
          <Badge tone={states[state]}>
            {state === 'running' ? `${taken} of ${steps}` : state === 'done' ? 'Made' : 'Stopped'}
          </Badge>
        </div>
        {state === 'running' ? (
          <progress
            aria-label={`${testDataTexts[kind]}: steps taken`}
            className="h-2 w-full accent-money"
            value={taken}
            max={steps}
          />
        ) : null}
        <p className="text-sm" role={state === 'running' ? 'status' : undefined}>
          {problem ?? told.at(-1) ?? 'Waits for its turn.'}
        </p>
        {orders.length > 0 ? (
          <ul className="flex flex-wrap gap-x-4 text-sm">
            {orders.map((id, index) => (
              <li key={id}>
                <Link
                  href={`/operator/orders/${id}`}
                  className="inline-flex min-h-11 items-center underline underline-offset-4"
                >
                  Order {index + 1}
                </Link>
              </li>
            ))}
          </ul>
        ) : null}
        {told.length > 1 ? (
          <details className="text-sm">
            <summary className="inline-flex min-h-11 items-center font-medium underline underline-offset-4">
              Step by step
            </summary>
            <ol className="list-decimal space-y-1 pl-6 text-ink-soft">
              {told.map((line, index) => (
                <li key={index}>{line}</li>
              ))}
            </ol>
          </details>
        ) : null}
      </Card>
    </li>
  );
}
