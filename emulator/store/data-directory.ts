import fs from 'node:fs';
import path from 'node:path';
import { Journal } from './journal';

/**
 * The files of one data directory: `snapshot.jsonl` (everything up to a moment, its first line the
 * generation) and `journal-<generation>.jsonl` (what came after). A snapshot starts the next
 * generation; it counts from the instant it is renamed into place, so a crash at any point leaves
 * either the old pair or the new one.
 */
export class DataDirectory {
  readonly #directory: string;
  #generation = 0;
  #journal: Journal;
  #snapshotBytes = 0;

  /** Replays what is there, oldest first. */
  constructor(directory: string, replay: (line: string) => void) {
    this.#directory = directory;
    this.#readSnapshot(replay);
    this.#journal = new Journal(this.#journalFile(), replay);
    this.#removeLeftovers();
  }

  get journalBytes(): number {
    return this.#journal.bytes;
  }

  /** True when replaying the journal has become dearer than reading a new snapshot. */
  get wantsSnapshot(): boolean {
    return this.#journal.bytes > Math.max(8 * 1024 * 1024, 2 * this.#snapshotBytes);
  }

  append(line: string): void {
    this.#journal.append(line);
  }

  /**
   * Replaces snapshot and journal by `lines`, which must say everything that is to be kept. Throws,
   * with the old pair still in force, when a step fails: nothing that can fail comes between the
   * rename, which makes the old journal void, and the switch to the new one.
   */
  snapshot(lines: Iterable<string>): void {
    const generation = this.#generation + 1;
    const temporary = this.#path('snapshot.tmp');
    const bytes = writeLines(temporary, JSON.stringify({ generation }), lines);
    const file = this.#journalFile(generation);
    fs.rmSync(file, { force: true });
    const next = new Journal(file, () => undefined);
    try {
      fs.renameSync(temporary, this.#path('snapshot.jsonl'));
    } catch (error) {
      next.close();
      throw error;
    }
    const previous = this.#journal;
    this.#journal = next;
    this.#generation = generation;
    this.#snapshotBytes = bytes;
    syncDirectory(this.#directory);
    previous.close();
    this.#removeLeftovers();
  }

  close(): void {
    this.#journal.close();
  }

  #readSnapshot(replay: (line: string) => void): void {
    const file = this.#path('snapshot.jsonl');
    if (!fs.existsSync(file)) return;
    const lines = fs.readFileSync(file, 'utf8').split('\n').slice(0, -1);
    try {
      const [header, ...rest] = lines;
      this.#generation = (JSON.parse(header ?? '') as { generation: number }).generation;
      for (const line of rest) {
        replay(line);
        this.#snapshotBytes += line.length + 1;
      }
    } catch {
      throw new Error(`The snapshot ${file} is damaged.`);
    }
  }

  /** What cannot be removed is ignored by its name, now and at the next start. */
  #removeLeftovers(): void {
    const journal = path.basename(this.#journalFile());
    try {
      for (const name of fs.readdirSync(this.#directory)) {
        const stale = /^journal-\d+\.jsonl$/.test(name) && name !== journal;
        if (stale || name === 'snapshot.tmp') fs.rmSync(this.#path(name), { force: true });
      }
    } catch (error) {
      console.error('Old files could not be removed:', (error as Error).message);
    }
  }

  #journalFile(generation = this.#generation): string {
    return this.#path(`journal-${generation}.jsonl`);
  }

  #path(name: string): string {
    return path.join(this.#directory, name);
  }
}

/** Writes a whole file, on the disk when this returns. Returns the bytes behind the header. */
function writeLines(file: string, header: string, lines: Iterable<string>): number {
  const descriptor = fs.openSync(file, 'w', 0o600);
  let bytes = 0;
  try {
    fs.writeFileSync(descriptor, `${header}\n`);
    for (const line of lines) {
      const data = Buffer.from(`${line}\n`, 'utf8');
      fs.writeFileSync(descriptor, data);
      bytes += data.length;
    }
    fs.fsyncSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
  return bytes;
}

/** Makes a rename outlive a power cut where the file system can do that for a directory. */
function syncDirectory(directory: string): void {
  let descriptor: number | undefined;
  try {
    descriptor = fs.openSync(directory, 'r');
    fs.fsyncSync(descriptor);
  } catch {
    // The rename is then as durable as the file system makes it.
  } finally {
    if (descriptor !== undefined) fs.closeSync(descriptor);
  }
}
