import type { MirrorDifference } from '@/lib/model/mirror-views';

type Told = Pick<MirrorDifference, 'text' | 'remedy' | 'left'>;

/** What differs, each with what a repair makes of it, or why that is left to a person. */
export function DifferenceList({ differences }: { readonly differences: readonly Told[] }) {
  return (
    <ul className="list-disc space-y-1 ps-5 text-sm break-words">
      {differences.map(({ text, remedy, left }) => (
        <li key={text}>
          {text} <span className="text-ink-soft">{left ?? remedy}</span>
        </li>
      ))}
    </ul>
  );
}
