// Builds dist/: the server (cli.js, index.js) and the scripts that run in a browser.
// `--if-stale` does nothing when the sources are those of the last build.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(fileURLToPath(import.meta.url));
const dist = path.join(root, 'dist');
const stamp = path.join(dist, '.built-from');

/** What a build depends on; tests and the generator's own code are not among it. */
const sources = [
  'build.mjs',
  'elements',
  'events',
  'generated',
  'index.ts',
  'package.json',
  'resources',
  'rules',
  'server',
  'store',
];

function* files(entry) {
  const full = path.join(root, entry);
  if (!fs.existsSync(full)) return;
  if (!fs.statSync(full).isDirectory()) return yield entry;
  for (const name of fs.readdirSync(full).sort()) yield* files(path.join(entry, name));
}

function fingerprint() {
  const hash = createHash('sha256').update(process.version);
  for (const entry of sources) {
    for (const file of files(entry)) {
      if (/\.test\.ts$/.test(file)) continue;
      const content = fs.readFileSync(path.join(root, file));
      hash.update(file).update('\0').update(content).update('\0');
    }
  }
  return hash.digest('hex');
}

function isFresh(wanted) {
  return (
    fs.existsSync(stamp) &&
    fs.readFileSync(stamp, 'utf8') === wanted &&
    fs.existsSync(path.join(dist, 'cli.js'))
  );
}

async function build() {
  const { build: bundle } = await import('esbuild');
  const { browserEntries } = await import('./elements/entries.mjs');
  fs.rmSync(stamp, { force: true });
  const server = {
    absWorkingDir: root,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // All is bundled, because one file starts faster than many; some dependencies still `require`.
    banner: {
      js: "import { createRequire as souk_require } from 'node:module';\nconst require = souk_require(import.meta.url);",
    },
    legalComments: 'eof',
    logLevel: 'warning',
  };
  await Promise.all([
    bundle({
      ...server,
      entryPoints: ['server/cli.ts'],
      outfile: 'dist/cli.js',
      banner: { js: `#!/usr/bin/env node\n${server.banner.js}` },
    }),
    bundle({ ...server, entryPoints: ['index.ts'], outfile: 'dist/index.js' }),
    bundle({
      absWorkingDir: root,
      bundle: true,
      minify: true,
      format: 'iife',
      platform: 'browser',
      target: 'es2020',
      entryPoints: browserEntries,
      outdir: 'dist/browser',
      logLevel: 'warning',
    }),
  ]);
  fs.chmodSync(path.join(dist, 'cli.js'), 0o755);
}

const wanted = fingerprint();
if (process.argv.includes('--if-stale') && isFresh(wanted)) process.exit(0);
await build();
fs.writeFileSync(stamp, wanted);
