import type { ReactNode } from 'react';
import { planSequence, type SequenceBand, type SequenceLane } from '@/lib/model/sequence';
import type { SequenceStep } from '@/lib/model/sequence';
import { SequenceRow, type Opened } from './sequence-row';

export interface SequenceDiagramProps {
  /** In any order; they are drawn by when they began. */
  readonly steps: readonly SequenceStep[];
  /** Names of connected accounts by their ids; without one the id is shown. */
  readonly accountNames?: Readonly<Record<string, string>>;
  /** What a step opens to, by its id; one without is a link to its `href`, or a line. */
  readonly details?: Readonly<Record<string, ReactNode>>;
  /** Which of them stand open, where the diagram is drawn anew when more comes. */
  readonly opened?: Opened;
  /** What the list is called for who does not see it. */
  readonly label?: string;
}

/**
 * Who said what to whom: a column for the browser, Souk, the platform and each account, an arrow for
 * each step, those that were under way together in one bracket. It is an ordered list, so it reads and
 * prints as one; where its own place is narrow it looks like one as well.
 */
export function SequenceDiagram({
  steps,
  accountNames = {},
  details = {},
  opened,
  label = 'Sequence of calls',
}: SequenceDiagramProps) {
  const { lanes, bands } = planSequence(steps, accountNames);
  if (bands.length === 0) return null;
  return (
    <div className="@container text-sm">
      <div className="relative" style={{ '--lanes': lanes.length } as React.CSSProperties}>
        <LaneHeads lanes={lanes} />
        <LifeLines lanes={lanes} />
        <ol aria-label={label} className="relative py-1">
          {bands.map((band) => (
            <Band
              key={band.rows[0].step.id}
              band={band}
              lanes={lanes}
              details={details}
              opened={opened}
            />
          ))}
        </ol>
      </div>
    </div>
  );
}

interface BandProps {
  readonly band: SequenceBand;
  readonly lanes: readonly SequenceLane[];
  readonly details: Readonly<Record<string, ReactNode>>;
  readonly opened?: Opened | undefined;
}

/** One step, or a bracket around those that were under way together. */
function Band({ band, lanes, details, opened }: BandProps) {
  const rows = band.rows.map((row) => (
    <SequenceRow
      key={row.step.id}
      row={row}
      lanes={lanes}
      detail={details[row.step.id]}
      opened={opened}
    />
  ));
  const repeats =
    band.again.length > 0 ? (
      <Repeats band={band} lanes={lanes} details={details} opened={opened} />
    ) : null;
  if (band.rows.length === 1) {
    return (
      <li>
        {rows}
        {repeats}
      </li>
    );
  }
  return (
    <li className="relative my-2 rounded-r-lg bg-under/7 before:absolute before:inset-y-0 before:left-0 before:border-l-4 before:border-under">
      <p className="px-3 pt-1.5 text-xs font-medium text-under-ink @2xl:pl-3">
        {band.sideBySide > 1
          ? `${band.sideBySide} calls side by side, ${band.ms} ms in all`
          : 'Meanwhile'}
      </p>
      <ol>
        {band.rows.map((row, index) => (
          <li key={row.step.id}>{rows[index]}</li>
        ))}
      </ol>
      {repeats}
    </li>
  );
}

/** The same reads once more, and once more: folded up. */
function Repeats({ band, lanes, details, opened }: BandProps) {
  const rows = band.again.flatMap((again) => again.rows);
  return (
    <details className="group/again">
      <summary className="relative flex min-h-11 list-none items-center px-3 text-xs text-ink-soft hover:bg-under-line/25 [&::-webkit-details-marker]:hidden">
        <span className="rounded-full border border-under-line bg-surface px-2.5 py-1 font-medium text-under-ink">
          {rows.length === 1 ? 'read once more' : `${rows.length} more of the same reads`}
          <span aria-hidden className="ml-1.5 inline-block group-open/again:rotate-90">
            ›
          </span>
        </span>
      </summary>
      <ol>
        {rows.map((row) => (
          <li key={row.step.id}>
            <SequenceRow row={row} lanes={lanes} detail={details[row.step.id]} opened={opened} />
          </li>
        ))}
      </ol>
    </details>
  );
}

/** Names of the columns; each row says them again for who hears it, and where there are no columns. */
function LaneHeads({ lanes }: { readonly lanes: readonly SequenceLane[] }) {
  return (
    <div
      aria-hidden
      className="sticky top-(--heads-top,0) z-10 hidden border-b border-under-line bg-under-soft pr-3 pl-20 @2xl:block"
    >
      <div className="grid grid-cols-[repeat(var(--lanes),minmax(0,1fr))]">
        {lanes.map(({ id, name }) => (
          <span
            key={id}
            className="px-1 py-2 text-center text-xs leading-tight font-semibold text-balance wrap-break-word text-under-ink"
          >
            {name}
          </span>
        ))}
      </div>
    </div>
  );
}

function LifeLines({ lanes }: { readonly lanes: readonly SequenceLane[] }) {
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute inset-y-0 right-3 left-20 hidden grid-cols-[repeat(var(--lanes),minmax(0,1fr))] @2xl:grid"
    >
      {lanes.map(({ id }) => (
        <span key={id} className="mx-auto border-l border-dashed border-under-line" />
      ))}
    </div>
  );
}
