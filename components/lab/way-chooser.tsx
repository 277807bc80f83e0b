import Link from 'next/link';
import { Details } from '@/components/ui/details';
import { RichText } from './rich-text';

interface WayChooserProps {
  readonly decisions: readonly {
    readonly have: string;
    readonly want: string;
    readonly way: string;
    readonly because: string;
  }[];
  readonly ways: readonly { readonly slug: string; readonly title: string }[];
}

/** "I have …, I want …": which way that is. Works without script, and is found by the page's search. */
export function WayChooser({ decisions, ways }: WayChooserProps) {
  const haves = [...new Set(decisions.map(({ have }) => have))];
  const titleOf = (slug: string) => ways.find((way) => way.slug === slug)?.title ?? slug;
  return (
    <section aria-labelledby="chooser" className="space-y-3">
      <h2 id="chooser" className="text-xl font-semibold sm:text-2xl">
        What do you have?
      </h2>
      <div className="grid items-start gap-3 md:grid-cols-2">
        {haves.map((have) => (
          <Details key={have} summary={have}>
            <dl className="space-y-3">
              {decisions
                .filter((decision) => decision.have === have)
                .map(({ want, way, because }) => (
                  <div key={want}>
                    <dt className="text-ink-soft">
                      I want to <RichText>{want.charAt(0).toLowerCase() + want.slice(1)}</RichText>
                    </dt>
                    <dd className="mt-0.5">
                      <Link
                        href={`/lab/${way}`}
                        className="font-medium text-under-ink underline underline-offset-4"
                      >
                        {titleOf(way)}
                      </Link>
                      . {because}
                    </dd>
                  </div>
                ))}
            </dl>
          </Details>
        ))}
      </div>
    </section>
  );
}
