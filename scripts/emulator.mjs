// `npm run emulator -- --port N --data DIR`: the emulator alone.
import path from 'node:path';
import { spawn } from 'node:child_process';
import { buildEmulator } from './build.mjs';
import { root } from './processes.mjs';

await buildEmulator();
const child = spawn(
  process.execPath,
  [path.join(root, 'emulator/dist/cli.js'), ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 0));
