import { checksum } from './checksum';
import { Entry, entryOf } from './entry';
import type { Kind } from './kinds';
import type { Change } from './state';

/**
 * A line of a journal or snapshot is a JSON array: the checksum of all that follows, what is
 * changed, and the JSON of each object put with that of what is hidden of it. Before each but the
 * first stands a tab, which JSON escapes everywhere else: so a start cuts them out unread.
 */
export interface Line {
  /** Accounts to forget with all they own, before the changes; `true` for everything. */
  readonly clear: readonly string[] | true | undefined;
  readonly changes: readonly Change[];
}

interface Head {
  p?: [account: string, kind: Kind, id: string, created: number][];
  r?: [account: string, kind: Kind, id: string][];
  c?: readonly string[] | true;
}

const OPENING = '["00000000",\t';
const SUM_START = OPENING.indexOf('0');
const SUM_END = SUM_START + 8;
const BRACE = 0x7b;
const TAB = 0x09;

/** Changes as one line, with its line feed. */
export function writeLine(changes: readonly Change[]): Buffer {
  const head: Head = {};
  let objects = '';
  for (const change of changes) {
    const { account, kind } = change;
    if (change.op === 'put') {
      const { id, created, json, hiddenJson } = change.entry;
      (head.p ??= []).push([account, kind, id, created]);
      objects += `,\t${json},\t${hiddenJson}`;
    } else {
      (head.r ??= []).push([account, kind, change.id]);
    }
  }
  return sealed(head, objects);
}

/** The line that forgets accounts with all they own; without a list, everything. */
export function writeClear(accounts?: readonly string[]): Buffer {
  return sealed({ c: accounts ?? true }, '');
}

function sealed(head: Head, objects: string): Buffer {
  const line = Buffer.from(`${OPENING}${JSON.stringify(head)}${objects}]\n`, 'utf8');
  line.write(checksum(line.subarray(SUM_END, -1)), SUM_START, 'latin1');
  return line;
}

/** The inverse of both, without the line feed. Throws when a byte is not what was written. */
export function readLine(line: Buffer): Line {
  if (line[0] === BRACE) return readOlderLine(line.toString('utf8'));
  if (line.toString('latin1', SUM_START, SUM_END) !== checksum(line.subarray(SUM_END))) {
    throw new Error('The checksum differs.');
  }
  let start = OPENING.length;
  /** The JSON up to the next tab, or to the end: behind it comes a comma, or the closing bracket. */
  const part = (): string => {
    const tab = line.indexOf(TAB, start);
    const end = tab < 0 ? line.length : tab;
    const json = line.toString('utf8', start, end - 1);
    start = end + 1;
    return json;
  };
  const head = JSON.parse(part()) as Head;
  const puts = (head.p ?? []).map(([account, kind, id, created]): Change => ({
    op: 'put',
    account,
    kind,
    entry: new Entry(id, created, part(), part()),
  }));
  return { clear: head.c, changes: [...puts, ...removals(head)] };
}

/** As version 0.1.0 wrote lines: no checksum, the objects' JSON as text within JSON. */
function readOlderLine(text: string): Line {
  const older = JSON.parse(text) as Omit<Head, 'p'> & { p?: [string, Kind, json: string][] };
  const puts = (older.p ?? []).map(([account, kind, json]): Change => {
    const [object, hidden] = JSON.parse(json) as [{ id: string }, unknown];
    return { op: 'put', account, kind, entry: entryOf(object, hidden) };
  });
  return { clear: older.c, changes: [...puts, ...removals(older)] };
}

function removals(head: Pick<Head, 'r'>): Change[] {
  return (head.r ?? []).map(([account, kind, id]) => ({ op: 'remove', account, kind, id }));
}
