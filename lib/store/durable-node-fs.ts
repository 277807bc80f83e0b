import { closeSync, fdatasyncSync, openSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/**
 * PGlite's own file system never syncs (its `fdatasync` returns at once), so that an acknowledged
 * commit would not survive a power cut. `syncToFs` runs after every statement, before its answer:
 * there the newest segment of the write-ahead log is synced when it changed. Data files are not:
 * the log is enough to build them again.
 */
export class DurableNodeFS extends NodeFS {
  readonly #walDir: string;
  #synced = '';

  constructor(dir: string) {
    super(dir);
    this.#walDir = path.join(dir, 'pg_wal');
  }

  override async syncToFs(relaxed?: boolean): Promise<void> {
    if (relaxed) return;
    let newest: { file: string; changed: bigint } | undefined;
    for (const file of readdirSync(this.#walDir)) {
      if (file.length !== 24) continue;
      const changed = statSync(path.join(this.#walDir, file), { bigint: true }).mtimeNs;
      if (!newest || changed > newest.changed) newest = { file, changed };
    }
    if (!newest) return;
    const state = `${newest.file}:${newest.changed}`;
    if (state === this.#synced) return;
    const descriptor = openSync(path.join(this.#walDir, newest.file), 'r+');
    try {
      fdatasyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    this.#synced = state;
  }
}
