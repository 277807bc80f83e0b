import { clsx } from 'clsx';
import { Globe, Webhook } from 'lucide-react';
import type { CSSProperties, ReactNode } from 'react';
import type { SequenceLane, SequenceOutcome, SequenceRow as Row } from '@/lib/model/sequence';

interface SequenceRowProps {
  readonly row: Row;
  readonly lanes: readonly SequenceLane[];
  readonly detail: ReactNode;
  readonly opened?: Opened;
}

/**
 * Which steps stand open, by their ids. Kept by whoever draws the diagram anew when more comes: a step
 * may then stand in another bracket, as another element.
 */
export interface Opened {
  readonly ids: ReadonlySet<string>;
  readonly onToggle: (id: string, open: boolean) => void;
}

/** Colour of line and words; what it means is said in words as well. */
const tones: Record<SequenceOutcome, string> = {
  answered: 'text-under',
  refused: 'text-danger',
  failed: 'text-danger',
  lost: 'text-danger',
};

/** One arrow; opens to its details, or leads to them. */
export function SequenceRow({ row, lanes, detail, opened }: SequenceRowProps) {
  const { step } = row;
  const line =
    'relative block min-h-14 list-none px-3 py-2 @2xl:h-15 @2xl:py-0 [&::-webkit-details-marker]:hidden';
  const face = <Face row={row} lanes={lanes} />;
  if (detail) {
    return (
      <details
        className="group"
        open={opened?.ids.has(step.id)}
        onToggle={
          opened ? (event) => opened.onToggle(step.id, event.currentTarget.open) : undefined
        }
      >
        <summary className={clsx(line, 'hover:bg-under-line/25')}>{face}</summary>
        <div className="relative border-y border-under-line bg-surface px-4 py-4">{detail}</div>
      </details>
    );
  }
  if (step.href) {
    return (
      <a href={step.href} className={clsx(line, 'hover:bg-under-line/25')}>
        {face}
      </a>
    );
  }
  return <div className={line}>{face}</div>;
}

/** Words above, the arrow, what came back below; without columns two lines of words. */
function Face({ row, lanes }: { readonly row: Row; readonly lanes: readonly SequenceLane[] }) {
  const { step, outcome } = row;
  const from = lanes[row.from]?.name ?? step.from;
  const to = lanes[row.to]?.name ?? step.to;
  const Sign = step.kind === 'webhook' ? Webhook : step.kind === 'browser' ? Globe : null;
  const tone = step.kind === 'call' || outcome !== 'answered' ? tones[outcome] : 'text-ink-soft';
  const place = {
    '--from': row.from,
    '--to': row.to,
    '--left': Math.min(row.from, row.to),
    '--wide': Math.abs(row.to - row.from),
  } as CSSProperties;
  return (
    <span
      className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-3 gap-y-1 @2xl:absolute @2xl:inset-y-0 @2xl:right-3 @2xl:left-20 @2xl:block"
      style={place}
    >
      <span className="flex min-w-0 flex-wrap items-center gap-x-1.5 text-xs @2xl:hidden">
        <Lane name={from} />
        <span aria-hidden className={tone}>
          →
        </span>
        <span className="sr-only">to</span>
        <Lane name={to} />
      </span>
      <span className="text-right text-xs text-ink-soft tabular-nums @2xl:absolute @2xl:top-2.5 @2xl:-left-17 @2xl:text-left">
        <span className="sr-only">after </span>
        {sinceText(row.sinceMs)}
      </span>
      {/* Half a column in from the left is where a line of life stands. */}
      <span className="col-span-2 flex min-w-0 items-center gap-1.5 @2xl:absolute @2xl:top-1 @2xl:right-0 @2xl:left-[calc((var(--left)+0.5)/var(--lanes)*100%+0.5rem)]">
        {Sign ? <Sign aria-hidden className={clsx('size-3.5 shrink-0', tone)} /> : null}
        <code className="min-w-0 bg-under-soft font-mono text-xs break-all group-open:font-semibold @2xl:truncate @2xl:px-1">
          {step.label}
        </code>
        {row.tryNumber ? (
          <span className="shrink-0 rounded-full border border-caution-line bg-caution-soft px-2 text-xs font-medium text-caution-ink">
            try {row.tryNumber}
          </span>
        ) : null}
      </span>
      <Arrow row={row} tone={tone} />
      <span
        className={clsx(
          'col-span-2 text-xs tabular-nums @2xl:absolute @2xl:top-8.5 @2xl:left-[calc((var(--left)+0.5)/var(--lanes)*100%+0.5rem)] @2xl:bg-under-soft @2xl:px-1',
          outcome === 'answered' ? 'text-ink-soft' : 'font-medium text-danger-ink',
        )}
      >
        {outcomeText(row)}
      </span>
    </span>
  );
}

function Lane({ name }: { readonly name: string }) {
  return (
    <span className="max-w-40 truncate rounded-md border border-under-line bg-surface px-1.5 py-0.5 font-medium">
      {name}
    </span>
  );
}

/** Out in a full line, back in a dashed one; where nothing came back the full line breaks off. */
function Arrow({ row, tone }: { readonly row: Row; readonly tone: string }) {
  const right = row.to > row.from;
  const span =
    'absolute left-[calc((var(--left)+0.5)/var(--lanes)*100%)] w-[calc(var(--wide)/var(--lanes)*100%)]';
  const lost = row.outcome === 'lost';
  return (
    <span aria-hidden className={clsx('hidden @2xl:block', tone)}>
      <span className={clsx(span, 'top-6.5 border-t-2 border-current', lost && 'border-dotted')}>
        <Head right={right} full />
      </span>
      {lost ? null : (
        <span className={clsx(span, 'top-12.5 border-t border-dashed border-current opacity-60')}>
          <Head right={!right} />
        </span>
      )}
    </span>
  );
}

/** The point of an arrow, at the end of its line. */
function Head({ right, full = false }: { readonly right: boolean; readonly full?: boolean }) {
  return (
    <svg
      viewBox="0 0 8 10"
      className={clsx(
        'absolute h-2.5 w-2',
        full ? '-top-1.5' : '-top-[5.5px]',
        right ? 'right-0' : 'left-0 -scale-x-100',
      )}
    >
      {full ? (
        <path d="M0 0 8 5 0 10Z" fill="currentColor" />
      ) : (
        <path d="M1 1 7 5 1 9" fill="none" stroke="currentColor" />
      )}
    </svg>
  );
}

function sinceText(ms: number): string {
  if (ms < 10_000) return `+${(ms / 1_000).toFixed(3)} s`;
  if (ms < 600_000) return `+${(ms / 1_000).toFixed(1)} s`;
  if (ms < 36_000_000) return `+${Math.round(ms / 60_000)} min`;
  return `+${Math.round(ms / 3_600_000)} h`;
}

/** `402 refused, 143 ms`. */
function outcomeText({ step, outcome }: Row): string {
  const words: Record<SequenceOutcome, string> = {
    answered: String(step.status),
    refused: `${step.status} refused`,
    failed: `${step.status} failed`,
    lost: 'no answer',
  };
  return [step.said?.words ?? words[outcome], step.ms === null ? null : `${step.ms} ms`, step.note]
    .filter(Boolean)
    .join(', ');
}
