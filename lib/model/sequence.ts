/** What the sequence diagram of the inspector draws: who said what to whom, when, and what came of it. */

/** Who speaks, one vertical line each. A connected account goes by its id. */
export type LaneId = 'browser' | 'souk' | 'platform' | `acct_${string}`;

/** One arrow. */
export interface SequenceStep {
  /** Unlike any other of the diagram. */
  readonly id: string;
  /** A request to Stripe, an event that Stripe delivered, or what the browser asked of somebody. */
  readonly kind: 'call' | 'webhook' | 'browser';
  readonly from: LaneId;
  readonly to: LaneId;
  /** Short: `POST /v1/payment_intents`, or an event's type. */
  readonly label: string;
  /** HTTP status of the answer; null when none came, or when it is told by `said`. */
  readonly status: number | null;
  /** What came of a step whose answers are not ours to see: words in place of a status. */
  readonly said?: { readonly good: boolean; readonly words: string };
  /** ISO time with milliseconds. */
  readonly startedAt: string;
  /** How long the answer took, in milliseconds; null when nobody measured it. */
  readonly ms: number | null;
  /** Steps with one key to one lane are tries of one call. */
  readonly key?: string | null;
  /** What came of it, in a word or two: `handled`. */
  readonly note?: string;
  /** Where its details are: an address, or `#anchor` on this page. */
  readonly href?: string;
}

export interface SequenceLane {
  readonly id: LaneId;
  readonly name: string;
}

/** How an arrow ended: `refused` is Stripe's no (4xx), `failed` its fault, `lost` no answer at all. */
export type SequenceOutcome = 'answered' | 'refused' | 'failed' | 'lost';

export interface SequenceRow {
  readonly step: SequenceStep;
  /** Places among the lanes, from 0. */
  readonly from: number;
  readonly to: number;
  readonly outcome: SequenceOutcome;
  /** 2 for the first repeat; null when it was sent once. */
  readonly tryNumber: number | null;
  /** Since the first step, in milliseconds. */
  readonly sinceMs: number;
}

/** Steps that belong on one level: one alone, or several whose calls were under way at one time. */
export interface SequenceBand {
  readonly rows: readonly [SequenceRow, ...SequenceRow[]];
  /** How many calls were under way side by side; 1 when they came one after another. */
  readonly sideBySide: number;
  /** From the first of its calls to the last answer, in milliseconds. */
  readonly ms: number;
  /** Reads of what this band has read already, when nothing but reads came between. */
  readonly again: readonly SequenceBand[];
}

export interface SequencePlan {
  readonly lanes: readonly SequenceLane[];
  readonly bands: readonly SequenceBand[];
}

/** Where the times of two steps cannot be told apart: starts are cut, durations rounded. */
const clockMs = 1;

/**
 * Lays steps out in the order they began. Lanes are those that are spoken from or to, accounts in the
 * order they first appear; `accountNames` gives an account's name by its id.
 */
export function planSequence(
  steps: readonly SequenceStep[],
  accountNames: Readonly<Record<string, string>> = {},
): SequencePlan {
  // Stable: steps of one millisecond stay as they were given.
  const sorted = [...steps].sort((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt));
  const lanes = lanesOf(sorted, accountNames);
  const place = new Map(lanes.map(({ id }, index) => [id, index]));
  const start = sorted[0] ? Date.parse(sorted[0].startedAt) : 0;
  const tries = new Map<string, number>();
  const bands: { rows: [SequenceRow, ...SequenceRow[]]; from: number; until: number }[] = [];
  for (const step of sorted) {
    const at = Date.parse(step.startedAt);
    const row: SequenceRow = {
      step,
      from: place.get(step.from) ?? 0,
      to: place.get(step.to) ?? 0,
      outcome: outcomeOf(step),
      tryNumber: countTry(tries, step),
      sinceMs: at - start,
    };
    const until = step.kind === 'call' ? at + (step.ms ?? 0) : at;
    const band = bands.at(-1);
    if (band && at + clockMs < band.until) {
      band.rows.push(row);
      band.until = Math.max(band.until, until);
    } else bands.push({ rows: [row], from: at, until });
  }
  return {
    lanes,
    bands: joinRepeats(
      bands.map(({ rows, from, until }) => ({
        rows,
        sideBySide: Math.max(1, rows.filter(({ step }) => step.kind === 'call').length),
        ms: until - from,
        again: [],
      })),
    ),
  };
}

function lanesOf(
  steps: readonly SequenceStep[],
  names: Readonly<Record<string, string>>,
): SequenceLane[] {
  const spoken = new Set(steps.flatMap(({ from, to }) => [from, to]));
  const fixed: SequenceLane[] = [
    { id: 'browser', name: 'Browser' },
    { id: 'souk', name: 'Souk' },
    { id: 'platform', name: 'Platform' },
  ];
  const accounts = [...spoken].filter((id) => !fixed.some((lane) => lane.id === id));
  return [
    ...fixed.filter(({ id }) => spoken.has(id)),
    ...accounts.map((id) => ({ id, name: names[id] ?? id })),
  ];
}

/** How a step ended. */
export function outcomeOf({ status, said }: SequenceStep): SequenceOutcome {
  if (said) return said.good ? 'answered' : 'refused';
  if (status === null) return 'lost';
  if (status >= 500) return 'failed';
  return status >= 400 ? 'refused' : 'answered';
}

function countTry(tries: Map<string, number>, { key, to, label }: SequenceStep): number | null {
  if (!key) return null;
  const name = `${to} ${label} ${key}`;
  const number = (tries.get(name) ?? 0) + 1;
  tries.set(name, number);
  return number > 1 ? number : null;
}

/**
 * Whoever waits for a bank asks the same again and again: reads that were all made before, with nothing
 * but reads since, go to the band of the first.
 */
function joinRepeats(bands: readonly SequenceBand[]): SequenceBand[] {
  const joined: { band: SequenceBand; reads: ReadonlySet<string> | null }[] = [];
  for (const band of bands) {
    const reads = readsOf(band);
    const first = reads && findRepeated(joined, reads);
    if (first) first.band = { ...first.band, again: [...first.band.again, band] };
    else joined.push({ band, reads });
  }
  return joined.map(({ band }) => band);
}

function findRepeated<Known extends { readonly reads: ReadonlySet<string> | null }>(
  known: readonly Known[],
  reads: ReadonlySet<string>,
): Known | undefined {
  for (const band of [...known].reverse()) {
    if (!band.reads) return undefined;
    const { reads: earlier } = band;
    if ([...reads].every((read) => earlier.has(read))) return band;
  }
  return undefined;
}

/** What a band of reads asked and was told, whoever of them began first; null when it did more. */
function readsOf({ rows }: SequenceBand): ReadonlySet<string> | null {
  const onlyReads = rows.every(({ step }) => step.kind === 'call' && step.label.startsWith('GET '));
  return onlyReads
    ? new Set(rows.map(({ step }) => `${step.to} ${step.label} ${step.status}`))
    : null;
}
