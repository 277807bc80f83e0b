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

  /** Replaces snapshot and journal by `lines`, which must say everything that is to be kept. */
  snapshot(lines: Iterable<string>): void {
    const generation = this.#generation + 1;
    const temporary = this.#path('snapshot.tmp');
    const descriptor = fs.openSync(temporary, 'w', 0o600);
    let bytes = 0;
    try {
      fs.writeFileSync(descriptor, `${JSON.stringify({ generation })}\n`);
      for (const line of lines) {
        fs.writeFileSync(descriptor, `${line}\n`);
        bytes += line.length + 1;
      }
      fs.fsyncSync(descriptor);
    } finally {
      fs.closeSync(descriptor);
    }
    fs.renameSync(temporary, this.#path('snapshot.jsonl'));
    this.#syncDirectory();
    this.#journal.close();
    this.#generation = generation;
    this.#snapshotBytes = bytes;
    this.#journal = new Journal(this.#journalFile(), () => undefined);
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

  #removeLeftovers(): void {
    const journal = path.basename(this.#journalFile());
    for (const name of fs.readdirSync(this.#directory)) {
      const stale = /^journal-\d+\.jsonl$/.test(name) && name !== journal;
      if (stale || name === 'snapshot.tmp') fs.rmSync(this.#path(name), { force: true });
    }
  }

  #syncDirectory(): void {
    const descriptor = fs.openSync(this.#directory, 'r');
    try {
      fs.fsyncSync(descriptor);
    } catch {
      // Some file systems refuse to sync a directory; the rename is then as durable as they make it.
    } finally {
      fs.closeSync(descriptor);
    }
  }

  #journalFile(): string {
    return this.#path(`journal-${this.#generation}.jsonl`);
  }

  #path(name: string): string {
    return path.join(this.#directory, name);
  }
}
