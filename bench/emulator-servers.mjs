// The servers that the emulator's bench measures, each a process of its own on a free port.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { root, run } from '../scripts/processes.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const MOCK = 'stripe-stateful-mock@0.0.16';

/** A new folder for `work`, gone afterwards. */
export async function withFolder(work) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'souk-bench-'));
  try {
    return await work(folder);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** The emulator as it is built, keeping everything in `folder`. */
export function startEmulator(folder) {
  const cli = path.join(root, 'emulator/dist/cli.js');
  const ports = ['--port', '0', '--frames-port', '0', '--bank-port', '0'];
  return startServer([cli, ...ports, '--data', folder]);
}

/**
 * stripe-stateful-mock of npm. It is no dependency of this repository (it would bring 114 packages
 * for one measurement), so it is fetched once, into a folder that git doesn't see.
 */
export async function startMock() {
  const folder = path.join(root, 'node_modules/.cache', MOCK);
  const app = path.join(folder, 'node_modules/stripe-stateful-mock/dist/index.js');
  if (!fs.existsSync(app)) {
    console.log(`Fetching ${MOCK} into ${path.relative(root, folder)} …`);
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, 'package.json'), '{"private":true}');
    const quietly = ['--no-audit', '--no-fund', '--ignore-scripts', '--save-exact'];
    await run('npm', ['install', '--prefix', folder, ...quietly, MOCK], {
      cwd: folder,
      quiet: true,
    });
  }
  const script = `
    const server = require(${JSON.stringify(app)}).createExpressApp().listen(0, '127.0.0.1', () =>
      console.log('API http://127.0.0.1:' + server.address().port + ' '));`;
  return startServer(['--eval', script]);
}

/** Resolves when the server has said its address. `startedMs`: how long that took. */
async function startServer(args) {
  const began = performance.now();
  const flags = ['--expose-gc', '--require', path.join(here, 'emulator-probe.cjs')];
  const child = spawn(process.execPath, [...flags, ...args], {
    env: { ...process.env, LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  let output = '';
  const url = await new Promise((resolve, reject) => {
    child.stdout.on('data', (text) => {
      output += text;
      const [, found] = /API (http:\S+) /.exec(output) ?? [];
      if (found) resolve(found);
    });
    child.once('exit', () => reject(new Error(`A server ended before it listened: ${output}`)));
  });
  return {
    url,
    pid: child.pid,
    startedMs: performance.now() - began,
    /** `process.memoryUsage()` of the server after a garbage collection. */
    async memory() {
      child.send('memory');
      const [usage] = await once(child, 'message');
      return usage;
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Bytes of all files in a folder. */
export function bytesIn(folder) {
  return fs
    .readdirSync(folder)
    .reduce((sum, name) => sum + fs.statSync(path.join(folder, name)).size, 0);
}
