import fs from 'node:fs';
import path from 'node:path';
import { Journal, replayFinished } from './journal';
import { readSnapshot, writeSnapshot } from './snapshot';

const MEGABYTE = 1024 * 1024;

/** A journal shorter than this is replayed quicker than anybody could notice. */
const LEAST_JOURNAL = 8 * MEGABYTE;

/**
 * The files of one data directory: `snapshot.jsonl`, its first line a generation, and
 * `journal-<n>.jsonl` from that generation on, each the continuation of the one before.
 *
 * A snapshot is written beside the requests. When it begins, a next journal does too; what happens
 * meanwhile is in that journal, whether or not it got into the snapshot as well: replaying a change
 * that is already there changes nothing. The snapshot counts from the instant it is renamed into
 * place, and voids the journals before its generation. So a crash at any point leaves either the old
 * snapshot with all its journals, or the new one with its own.
 */
export class DataDirectory {
  readonly #directory: string;
  /** The first journal that the snapshot in force does not cover. */
  #generation = 0;
  /** The number of the journal that is written to. */
  #last = 0;
  #journal: Journal;
  /** Bytes of the journals between the snapshot and the one that is written to. */
  #finishedBytes = 0;
  #snapshotBytes = 0;
  /** The journals' size from which a snapshot is wanted. */
  #enough = LEAST_JOURNAL;
  #writing: { readonly stop: AbortController; readonly done: Promise<void> } | null = null;

  /** Replays what is there, oldest first. Throws one sentence for the user. */
  constructor(directory: string, replay: (line: Buffer) => void) {
    this.#directory = directory;
    const snapshot = this.#path('snapshot.jsonl');
    if (fs.existsSync(snapshot)) {
      const { generation, bytes } = readSnapshot(snapshot, replay);
      this.#generation = generation;
      this.#snapshotBytes = bytes;
    }
    this.#last = this.#lastJournal();
    for (let number = this.#generation; number < this.#last; number += 1) {
      this.#finishedBytes += replayFinished(this.#journalFile(number), replay);
    }
    this.#journal = new Journal(this.#journalFile(this.#last), replay);
    this.#enough = this.#limit();
    this.#removeLeftovers();
  }

  /** Bytes that a start has to replay after the snapshot. */
  get journalBytes(): number {
    return this.#finishedBytes + this.#journal.bytes;
  }

  /** True when replaying the journals has become dearer than reading a new snapshot. */
  get wantsSnapshot(): boolean {
    return this.#writing === null && this.journalBytes > this.#enough;
  }

  append(line: Buffer): void {
    this.#journal.append(line);
  }

  /**
   * Begins to replace snapshot and journals by `lines`, which are asked for bit by bit and must say
   * everything that is kept now; what is appended from now on may be among them. `idle` tells the
   * end. A failure is logged, and leaves what was in force in force.
   */
  snapshot(lines: Iterable<Buffer>): void {
    if (this.#writing) return;
    const stop = new AbortController();
    const done = this.#replace(lines, stop.signal)
      .catch((error: unknown) => {
        if (stop.signal.aborted) return;
        // Everything is safe in the journals; when they have grown once more, it is tried again.
        this.#enough = this.journalBytes + LEAST_JOURNAL;
        console.error('The snapshot could not be written:', (error as Error).message);
      })
      .finally(() => (this.#writing = null));
    this.#writing = { stop, done };
  }

  /** Resolves when no snapshot is being written. */
  async idle(): Promise<void> {
    await this.#writing?.done;
  }

  /** Gives up a snapshot that is being written; nothing is lost by that. */
  close(): void {
    this.#writing?.stop.abort();
    this.#journal.close();
  }

  async #replace(lines: Iterable<Buffer>, stop: AbortSignal): Promise<void> {
    const generation = this.#last + 1;
    const next = new Journal(this.#journalFile(generation), () => {
      throw new Error('It should be empty.');
    });
    this.#finishedBytes += this.#journal.bytes;
    this.#journal.close();
    this.#journal = next;
    this.#last = generation;
    const { file, bytes } = await writeSnapshot(this.#directory, generation, lines, stop);
    // From here to the switch nothing waits, so that nobody can have given the directory up.
    stop.throwIfAborted();
    fs.renameSync(file, this.#path('snapshot.jsonl'));
    this.#generation = generation;
    this.#finishedBytes = 0;
    this.#snapshotBytes = bytes;
    this.#enough = this.#limit();
    await syncDirectory(this.#directory);
    if (!stop.aborted) this.#removeLeftovers();
  }

  #limit(): number {
    return Math.max(LEAST_JOURNAL, this.#snapshotBytes);
  }

  /** The newest journal. Throws when one between the snapshot and it is missing. */
  #lastJournal(): number {
    const numbers = this.#journals()
      .filter((number) => number >= this.#generation)
      .sort((a, b) => a - b);
    const isNew = numbers.length === 0 && this.#generation === 0;
    const missing = numbers.findIndex((number, index) => number !== this.#generation + index);
    if (isNew) return 0;
    if (numbers.length > 0 && missing < 0) return this.#generation + numbers.length - 1;
    const lost = this.#generation + Math.max(missing, 0);
    throw new Error(
      `The data directory ${this.#directory} lacks ${path.basename(this.#journalFile(lost))}; restore the file from a copy, or choose another data directory.`,
    );
  }

  #journals(): number[] {
    return fs
      .readdirSync(this.#directory)
      .map((name) => /^journal-(\d+)\.jsonl$/.exec(name)?.[1])
      .filter((number) => number !== undefined)
      .map(Number);
  }

  /** What cannot be removed is ignored by its name, now and at the next start. */
  #removeLeftovers(): void {
    try {
      for (const number of this.#journals()) {
        if (number < this.#generation) fs.rmSync(this.#journalFile(number), { force: true });
      }
      for (const name of fs.readdirSync(this.#directory)) {
        if (/^snapshot\S*\.tmp$/.test(name)) fs.rmSync(this.#path(name), { force: true });
      }
    } catch (error) {
      console.error('Old files could not be removed:', (error as Error).message);
    }
  }

  #journalFile(number: number): string {
    return this.#path(`journal-${number}.jsonl`);
  }

  #path(name: string): string {
    return path.join(this.#directory, name);
  }
}

/** Makes a rename outlive a power cut where the file system can do that for a directory. */
async function syncDirectory(directory: string): Promise<void> {
  let handle: fs.promises.FileHandle | undefined;
  try {
    handle = await fs.promises.open(directory, 'r');
    await handle.sync();
  } catch {
    // The rename is then as durable as the file system makes it.
  } finally {
    await handle?.close();
  }
}
