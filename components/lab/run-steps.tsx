import { clsx } from 'clsx';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { Details } from '@/components/ui/details';
import type { RunView, WayView } from '@/lib/model/lab';
import { CodeBlock } from './code-block';
import { RefusalText } from './refusal-text';
import { RichText } from './rich-text';

interface RunStepsProps {
  readonly way: WayView;
  /** Null before it has begun. */
  readonly run: RunView | null;
  /** What takes the next step; stands in its place. */
  readonly next?: ReactNode;
}

/** The steps of a way: what each does, its code, and how it went. */
export function RunSteps({ way, run, next }: RunStepsProps) {
  return (
    <section aria-labelledby="steps" className="space-y-4">
      <h2 id="steps" className="text-xl font-semibold">
        {run ? `${run.taken} of ${way.steps.length} steps taken` : 'Step by step'}
      </h2>
      <ol className="space-y-4">
        {way.steps.map((step, index) => {
          const done = run !== null && index < run.taken;
          const current = run !== null && index === run.taken;
          return (
            <li
              key={step.name}
              aria-current={current ? 'step' : undefined}
              className={clsx(
                'space-y-3 rounded-2xl border bg-surface p-4 sm:p-5',
                current ? 'border-under' : 'border-line',
              )}
            >
              <div className="flex items-start gap-3">
                <span
                  aria-hidden
                  className={clsx(
                    'flex size-7 shrink-0 items-center justify-center rounded-full text-sm font-semibold',
                    done ? 'bg-under text-on-under' : 'bg-sunken text-ink-soft',
                  )}
                >
                  {done ? <Check className="size-4" /> : index + 1}
                </span>
                <div className="min-w-0 flex-1">
                  <h3 className="font-semibold">
                    {step.name}
                    {done ? <span className="sr-only"> (taken)</span> : null}
                  </h3>
                  <p className="text-sm text-ink-soft">
                    <RichText>{step.says}</RichText>
                  </p>
                </div>
              </div>
              {done ? (
                <p className="rounded-lg bg-under-soft px-3 py-2 text-sm break-words text-under-ink">
                  {run.told[index]}
                </p>
              ) : null}
              {current && run.stopped ? (
                <RefusalText refusal={run.stopped} title="Stripe refused this step" />
              ) : null}
              {current ? next : null}
              <Details tone="under" summary={step.inBrowser ? 'Code, the server’s part' : 'Code'}>
                <CodeBlock code={step.code} of={step.name} />
              </Details>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
