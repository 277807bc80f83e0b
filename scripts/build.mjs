// Builds the emulator and the app when their sources changed since the last build.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, run } from './processes.mjs';

const sources = [
  'app',
  'components',
  'lib',
  'public',
  'drizzle',
  'instrumentation.ts',
  'instrumentation-node.ts',
  'proxy.ts',
  'next.config.js',
  'postcss.config.mjs',
  'package-lock.json',
  'tsconfig.json',
];

function* files(entry) {
  const full = path.join(root, entry);
  if (!fs.existsSync(full)) return;
  if (!fs.statSync(full).isDirectory()) return yield entry;
  for (const name of fs.readdirSync(full).sort()) yield* files(path.join(entry, name));
}

function fingerprint() {
  const hash = createHash('sha256');
  for (const entry of sources) {
    for (const file of files(entry)) {
      if (/\.test\.tsx?$/.test(file)) continue;
      hash
        .update(file)
        .update('\0')
        .update(fs.readFileSync(path.join(root, file)));
    }
  }
  return hash.digest('hex');
}

export function buildEmulator() {
  return run(process.execPath, ['build.mjs', '--if-stale'], {
    cwd: path.join(root, 'emulator'),
    quiet: true,
  });
}

/** Resolves true when it built, false when the last build is still good. */
export async function buildApp({ say = console.log } = {}) {
  const stamp = path.join(root, '.next', 'souk-build');
  const wanted = fingerprint();
  const built = fs.existsSync(path.join(root, '.next', 'BUILD_ID'));
  if (built && fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === wanted) return false;
  say('Building the shop (about half a minute, only after a change) …');
  fs.rmSync(stamp, { force: true });
  await run(process.execPath, [path.join(root, 'node_modules/next/dist/bin/next'), 'build'], {
    quiet: true,
    env: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  });
  fs.writeFileSync(stamp, wanted);
  return true;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await buildEmulator();
  if (!(await buildApp())) console.log('The last build is still good.');
}
