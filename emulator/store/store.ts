import fs from 'node:fs';
import type { Kind } from './kinds';
import { DataDirectory } from './data-directory';
import { readLine, writeClear, writeLine } from './line';
import { lockDirectory } from './lock';
import { State, type Change } from './state';
import type { Transaction } from './transaction';

/** What the core keeps for itself; not counted as objects. */
const systemKinds: ReadonlySet<Kind> = new Set<Kind>([
  'clock_timer',
  'clock',
  'delivery',
  'idempotent_answer',
  'invoice_preview',
  'invoiced_intent',
  'timer',
]);

/** After how many commits it is looked for what has expired. */
const SWEEP_EVERY = 256;

/** The committed state and the place where it is kept. */
export class Store {
  readonly state = new State();
  readonly #directory: DataDirectory | null;
  readonly #unlock: () => void;
  readonly #expired: (change: Change) => boolean;
  #commits = 0;

  /**
   * Opens `directory`, created if need be, or keeps everything in memory for null. `expired` names
   * what need not be kept any longer (old idempotency keys, old events).
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
    this.#directory?.append(writeLine(changes));
    for (const change of changes) this.state.apply(change);
    this.#commits += 1;
    if (this.#commits % SWEEP_EVERY === 0) this.#sweep();
    this.#compact();
    return changes;
  }

  /** Forgets accounts with all they own; without a list, everything. */
  clear(accounts?: readonly string[]): void {
    this.#directory?.append(writeClear(accounts));
    this.state.clear(accounts);
    this.#compact();
  }

  /** Resolves when nothing is being written but what is asked for. */
  async idle(): Promise<void> {
    await this.#directory?.idle();
  }

  close(): void {
    this.#directory?.close();
    this.#unlock();
  }

  #replay(line: Buffer): void {
    const { clear, changes } = readLine(line);
    if (clear) this.state.clear(clear === true ? undefined : clear);
    for (const change of changes) this.state.apply(change);
  }

  /**
   * Forgets what has expired. It isn't journaled: a start that replays it forgets it again. The
   * oldest come first, so what is still good ends the search.
   */
  #sweep(): void {
    for (const account of this.state.accounts()) {
      for (const kind of this.state.kinds(account)) {
        for (const entry of this.state.entries(account, kind).values()) {
          if (!this.#expired({ op: 'put', account, kind, entry })) break;
          this.state.apply({ op: 'remove', account, kind, id: entry.id });
        }
      }
    }
  }

  #compact(): void {
    if (this.#directory?.wantsSnapshot) this.#directory.snapshot(this.#everything());
  }

  /**
   * Every object in lines of a journal, read bit by bit while requests go on changing them. What is
   * put after the beginning can be left out.
   */
  *#everything(): Generator<Buffer> {
    for (const account of this.state.accounts()) {
      for (const kind of this.state.kinds(account)) {
        const entries = this.state.entries(account, kind);
        let left = entries.size;
        for (const entry of entries.values()) {
          if (left-- === 0) break;
          const put: Change = { op: 'put', account, kind, entry };
          if (!this.#expired(put)) yield writeLine([put]);
        }
      }
    }
  }
}
