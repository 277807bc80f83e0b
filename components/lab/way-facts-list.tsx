import type { WayFacts } from '@/lib/model/lab';
import { RichText } from './rich-text';

const names: readonly (readonly [keyof WayFacts, string])[] = [
  ['calls', 'Calls'],
  ['livesOn', 'Where the method lives'],
  ['reusable', 'Reusable'],
  ['sca', 'Strong authentication'],
  ['recurring', 'Recurring'],
  ['chooseWhen', 'Choose it when'],
];

/** What an engineer asks of a way, answered in few words. */
export function WayFactsList({ facts }: { readonly facts: WayFacts }) {
  return (
    <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-[max-content_minmax(0,1fr)]">
      {names.map(([name, title]) => (
        <div key={name} className="sm:contents">
          <dt className="text-ink-soft">{title}</dt>
          <dd>
            <RichText>{facts[name]}</RichText>
          </dd>
        </div>
      ))}
    </dl>
  );
}
