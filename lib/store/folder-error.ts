import { statfsSync } from 'node:fs';
import path from 'node:path';
import { StartError } from './start-error';

const elsewhere = 'or give Souk another one (DATA_DIR) or a Postgres (DATABASE_URL)';

const sentences: Readonly<Record<string, (dir: string) => string>> = {
  EACCES: (dir) => `The data folder ${dir} may not be written to. Make it writable, ${elsewhere}.`,
  EPERM: (dir) => `The data folder ${dir} may not be written to. Make it writable, ${elsewhere}.`,
  EROFS: (dir) =>
    `The data folder ${dir} is on a disk that is read only. Mount it writable, ${elsewhere}.`,
  ENOSPC: (dir) => `The disk of the data folder ${dir} is full. Make room, ${elsewhere}.`,
  EDQUOT: (dir) => `The disk quota of the data folder ${dir} is used up. Make room, ${elsewhere}.`,
  ENOTDIR: (dir) => `The data folder ${dir} lies below a file. Move the file away, ${elsewhere}.`,
  EEXIST: (dir) =>
    `There is a file where the data folder ${dir} should be. Move it away, ${elsewhere}.`,
};

/** What a fault of the file system means for whoever starts Souk; null when it is none of them. */
export function folderError(dir: string, error: unknown): StartError | null {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  const sentence = code === undefined ? undefined : sentences[code];
  return sentence ? new StartError(sentence(dir), { cause: error }) : null;
}

/** Less than the database needs for its next step; its own faults do not say why they failed. */
const leastBytes = 32 * 1024 * 1024;

/** The same when the disk of `dir` has no room left; null when it has, or cannot be asked. */
export function fullDiskError(dir: string): StartError | null {
  try {
    const { bavail, bsize } = statfsSync(path.dirname(dir));
    if (bavail * bsize >= leastBytes) return null;
  } catch {
    return null;
  }
  return folderError(dir, { code: 'ENOSPC' });
}
