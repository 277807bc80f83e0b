import { closeSync, fdatasync, fsync, openSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { NodeFS } from '@electric-sql/pglite/nodefs';

const syncData = promisify(fdatasync);
const syncFolder = promisify(fsync);

type Init = NodeFS['init'];

/** The part of Emscripten's file system that we listen at. */
interface EmscriptenFiles {
  readonly NODEFS: {
    readonly stream_ops: {
      write(stream: { readonly node: { readonly name: string } }, ...rest: unknown[]): number;
    };
  };
}

/** A segment of the write-ahead log is named by 24 hexadecimal digits. */
const isLog = (name: string) => name.length === 24 && /^[0-9A-F]+$/.test(name);

/**
 * PGlite's own file system never syncs (its `fdatasync` returns at once), so that an acknowledged
 * commit would not survive a power cut. `syncToFs` runs after every statement, before its answer:
 * there the segments of the write-ahead log that were written to are synced. Data files are not: the
 * log is enough to build them again. The disk is waited for beside the event loop, so that answers of
 * Stripe are read meanwhile; PGlite takes no other statement until it is done.
 */
export class DurableNodeFS extends NodeFS {
  readonly #walDir: string;
  readonly #written = new Set<string>();
  readonly #known = new Set<string>();

  constructor(dir: string) {
    super(dir);
    this.#walDir = path.join(dir, 'pg_wal');
  }

  // Told by the writes themselves: a file's time of change is too coarse on many systems to tell two
  // commits apart.
  override async init(...[lite, options]: Parameters<Init>): ReturnType<Init> {
    const listen = (module: EmscriptenFiles) => {
      const files = module.NODEFS.stream_ops;
      const write = files.write.bind(files);
      files.write = (stream, ...rest) => {
        if (isLog(stream.node.name)) this.#written.add(stream.node.name);
        return write(stream, ...rest);
      };
    };
    const preRun = [...(options.preRun ?? []), listen as never];
    return super.init(lite, { ...options, preRun });
  }

  override async syncToFs(relaxed?: boolean): Promise<void> {
    if (relaxed || !this.#written.size) return;
    const names = [...this.#written];
    this.#written.clear();
    try {
      await this.syncLog(names);
    } catch (error) {
      // Not on disk yet, so the next statement has to try again.
      for (const name of names) this.#written.add(name);
      throw error;
    }
  }

  /** Resolves when these segments, and their names in the folder, would survive a power cut. */
  protected async syncLog(names: readonly string[]): Promise<void> {
    for (const name of names) await onDisk(path.join(this.#walDir, name), 'r+', syncData);
    if (names.every((name) => this.#known.has(name))) return;
    // Windows opens no folders, and keeps names safe by itself.
    if (process.platform !== 'win32') await onDisk(this.#walDir, 'r', syncFolder);
    for (const name of names) this.#known.add(name);
  }
}

async function onDisk(
  file: string,
  flags: string,
  sync: (descriptor: number) => Promise<void>,
): Promise<void> {
  const descriptor = openSync(file, flags);
  try {
    await sync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
