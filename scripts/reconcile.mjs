// npm run reconcile -- --day 2026-11-20: compares a day with the books of every account and the
// platform's own, by hand.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import nextEnv from '@next/env';
import { build } from 'esbuild';
import { root } from './processes.mjs';

nextEnv.loadEnvConfig(root, false, { info: () => {}, error: console.error });
// Inside the repository, where its packages are found.
const outfile = path.join(root, `node_modules/.cache/souk/reconcile-${process.pid}.mjs`);
await build({
  entryPoints: [path.join(root, 'lib/work/reconcile-now.ts')],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  packages: 'external',
  alias: { 'server-only': path.join(root, 'node_modules/server-only/empty.js') },
  logLevel: 'error',
});
const child = spawn(process.execPath, [outfile, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
child.on('exit', (code) => {
  rmSync(outfile, { force: true });
  process.exitCode = code ?? 1;
});
