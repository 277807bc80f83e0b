import fs from 'node:fs';
import type { Kind } from './kinds';
import { DataDirectory } from './data-directory';
import { lockDirectory } from './lock';
import { parseEntry, State, type Change } from './state';
import type { Transaction } from './transaction';

/** One line of the journal: `p`ut `[account, kind, json]`, `r`emove, and `c`lear accounts or all. */
interface Line {
  p?: [account: string, kind: Kind, json: string][];
  r?: [account: string, kind: Kind, id: string][];
  c?: string[] | true;
}

/** What the core keeps for itself; not counted as objects. */
const systemKinds: ReadonlySet<Kind> = new Set<Kind>(['delivery', 'idempotent_answer', 'timer']);

/** The committed state and the place where it is kept. */
export class Store {
  readonly state = new State();
  readonly #directory: DataDirectory | null;
  readonly #unlock: () => void;
  readonly #expired: (change: Change) => boolean;

  /**
   * Opens `directory`, created if need be, or keeps everything in memory for null. `expired` names
   * what a snapshot may leave behind (old idempotency keys, old events).
   * Throws an `Error` with one sentence for the user.
   */
  constructor(directory: string | null, expired: (change: Change) => boolean) {
    this.#expired = expired;
    if (directory === null) {
      this.#directory = null;
      this.#unlock = () => undefined;
      return;
    }
    try {
      fs.mkdirSync(directory, { recursive: true, mode: 0o700 });
      fs.accessSync(directory, fs.constants.W_OK | fs.constants.R_OK);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw new Error(`The data directory ${directory} cannot be written (${code ?? 'unknown'}).`);
    }
    this.#unlock = lockDirectory(directory);
    try {
      this.#directory = new DataDirectory(directory, (line) => this.#replay(line));
    } catch (error) {
      this.#unlock();
      throw error;
    }
  }

  get journalBytes(): number {
    return this.#directory?.journalBytes ?? 0;
  }

  get objects(): number {
    return this.state.count(systemKinds);
  }

  /** Makes a transaction durable, then visible. Throws, with nothing changed, if it can't be written. */
  commit(transaction: Transaction): Change[] {
    const changes = transaction.changes();
    if (changes.length === 0) return changes;
    const line: Line = {};
    for (const change of changes) {
      const { account, kind } = change;
      if (change.op === 'put') (line.p ??= []).push([account, kind, change.entry.json]);
      else (line.r ??= []).push([account, kind, change.id]);
    }
    this.#directory?.append(JSON.stringify(line));
    for (const change of changes) this.state.apply(change);
    this.#compact();
    return changes;
  }

  /** Forgets accounts with all they own; without a list, everything. */
  clear(accounts?: readonly string[]): void {
    const line: Line = { c: accounts ? [...accounts] : true };
    this.#directory?.append(JSON.stringify(line));
    this.state.clear(accounts);
    this.#compact();
  }

  close(): void {
    this.#directory?.close();
    this.#unlock();
  }

  #replay(text: string): void {
    const line = JSON.parse(text) as Line;
    if (line.c) this.state.clear(line.c === true ? undefined : line.c);
    for (const [account, kind, json] of line.p ?? []) {
      this.state.apply({ op: 'put', account, kind, entry: parseEntry(json) });
    }
    for (const [account, kind, id] of line.r ?? []) {
      this.state.apply({ op: 'remove', account, kind, id });
    }
  }

  #compact(): void {
    if (!this.#directory?.wantsSnapshot) return;
    try {
      this.#directory.snapshot(this.#everything());
    } catch (error) {
      // The commit itself is safe in the journal; the next one tries again.
      console.error('The snapshot could not be written:', (error as Error).message);
    }
  }

  *#everything(): Generator<string> {
    for (const account of this.state.accounts()) {
      for (const kind of this.state.kinds(account)) {
        for (const entry of [...this.state.entries(account, kind).values()]) {
          const put: Change = { op: 'put', account, kind, entry };
          if (this.#expired(put)) {
            this.state.apply({ op: 'remove', account, kind, id: entry.object.id });
          } else {
            yield JSON.stringify({ p: [[account, kind, entry.json]] } satisfies Line);
          }
        }
      }
    }
  }
}
