import { Details } from '@/components/ui/details';
import type { RunView, WayView } from '@/lib/model/lab';
import { CodeBlock } from './code-block';
import { RefusalText } from './refusal-text';
import { RichText } from './rich-text';
import { TryRefusal } from './try-refusal';

/** What goes wrong with a way, each as a button that tries it. */
export function RefusalList({ way, run }: { readonly way: WayView; readonly run: RunView }) {
  if (way.refusals.length === 0) return null;
  return (
    <section aria-labelledby="refusals" className="space-y-4">
      <h2 id="refusals" className="text-xl font-semibold">
        What goes wrong
      </h2>
      <ul className="space-y-4">
        {way.refusals.map(({ slug, name, says, after, code }) => {
          const outcome = run.refusals[slug];
          return (
            <li
              key={slug}
              className="space-y-3 rounded-2xl border border-line bg-surface p-4 sm:p-5"
            >
              <div>
                <h3 className="font-semibold">{name}</h3>
                <p className="text-sm text-ink-soft">
                  <RichText>{says}</RichText>
                </p>
              </div>
              {run.taken >= after ? (
                <TryRefusal runId={run.id} slug={slug} name={`Try it: ${name}`} />
              ) : (
                <p className="text-sm text-ink-soft">Can be tried after step {after}.</p>
              )}
              {outcome ? (
                outcome.ok ? (
                  <p role="status" className="text-sm">
                    Stripe took it, which it should not have.
                  </p>
                ) : (
                  <RefusalText
                    refusal={outcome.refusal}
                    title="Refused, as it should be"
                    expected
                  />
                )
              ) : null}
              <Details tone="under" summary="Code">
                <CodeBlock code={code} of={name} />
              </Details>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
