import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface Built {
  code: string;
  /** First characters of the content's hash: part of the addresses, so that caches are never stale. */
  hash: string;
}

const kept = new Map<string, Built & { stamp: number }>();

/**
 * A built browser script, by its name in `entries.mjs`. Read again when the file changes, so that a
 * rebuild needs no restart. Throws with the command to run when it has not been built.
 */
export function browserFile(name: string): Built {
  const path = join(browserFolder(), `${name}.js`);
  if (!existsSync(path)) {
    throw new Error(`${path} is missing. Run "npm run build" in the emulator's folder first.`);
  }
  const stamp = statSync(path).mtimeMs;
  const known = kept.get(path);
  if (known?.stamp === stamp) return known;
  const code = readFileSync(path, 'utf8');
  const hash = createHash('sha256').update(code).digest('hex').slice(0, 32);
  const built = { code, hash, stamp };
  kept.set(path, built);
  return built;
}

/** Beside the bundle (`dist/browser`), or the package's `dist/browser` when run from source. */
function browserFolder(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  const places = [join(here, 'browser'), join(here, '..', '..', 'dist', 'browser')];
  return places.find((place) => existsSync(place)) ?? (places[1] as string);
}
