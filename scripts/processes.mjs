// Starting and stopping Souk's two processes, shared by `npm start`, `npm test` and the benches.
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import net from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** A sentence for the person at the terminal; printed without a stack. */
export class StartError extends Error {}

/** A key that Stripe gave out, of either mode; the emulator takes shorter ones. */
export const isRealKey = (key) => /^(sk|rk)_(test|live)_[A-Za-z0-9]{24,}$/.test(key ?? '');

/** Runs a command to its end; rejects with a StartError when it fails. */
export function run(command, args, { env = {}, quiet = false, cwd = root } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    });
    let output = '';
    child.stdout?.on('data', (data) => (output += data));
    child.stderr?.on('data', (data) => (output += data));
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0) return resolve(output);
      if (quiet) process.stderr.write(output);
      reject(
        new StartError(`\`${[path.basename(command), ...args].join(' ')}\` failed (exit ${code}).`),
      );
    });
  });
}

const given = new Set();

/**
 * A port that nobody listens on. It lies below those that systems give to outgoing connections (from
 * 32768 on Linux, 49152 elsewhere), any of which could take it before a server does, or while a
 * server that was killed is started again. No port is given out twice.
 */
export async function freePort() {
  for (let tries = 0; tries < 100; tries += 1) {
    const port = randomInt(20_000, 32_768);
    if (given.has(port)) continue;
    given.add(port);
    const free = await new Promise((resolve) => {
      const server = net.createServer();
      server.on('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
    });
    if (free) return port;
  }
  throw new StartError('No free port was found between 20000 and 32767.');
}

/** Rejects with a sentence when somebody listens on the port already. */
export async function demandFreePort(port, variable, what) {
  await new Promise((resolve, reject) => {
    const server = net.createServer();
    server.on('error', (error) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new StartError(
              `Port ${port}, wanted for ${what}, is in use. Stop the program that holds it, or choose another: ${variable}=${port + 10} npm start`,
            )
          : error,
      ),
    );
    server.listen(port, '127.0.0.1', () => server.close(resolve));
  });
}

/** Starts a long-running Node process whose output is prefixed; resolves its handle at once. */
function start(name, args, { env = {}, onLine } = {}) {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines = [];
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream.setEncoding('utf8');
    stream.on('data', (data) => {
      const parts = (rest + data).split('\n');
      rest = parts.pop();
      for (const line of parts) {
        lines.push(line);
        if (lines.length > 200) lines.shift();
        onLine?.(`[${name}] ${line}`);
      }
    });
  }
  const ended = new Promise((resolve) =>
    child.on('exit', (code, signal) => resolve({ code, signal })),
  );
  return {
    name,
    child,
    lines,
    ended,
    get running() {
      return child.exitCode === null && child.signalCode === null;
    },
    /** Asks it to end, insists after a quarter of a minute: the shop gives its own work ten seconds. */
    async stop(signal = 'SIGTERM') {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill(signal);
      const insist = setTimeout(() => child.kill('SIGKILL'), 15_000);
      await ended;
      clearTimeout(insist);
    },
  };
}

/**
 * Resolves the JSON of a health address once it answers 200; rejects when the process ends before.
 * `told`: its output was on the screen already, and is not repeated in the error.
 */
export async function healthy(handle, url, { seconds = 60, told = false } = {}) {
  const output = () => (told ? '.' : `:\n${handle.lines.slice(-12).join('\n')}`);
  const until = Date.now() + seconds * 1_000;
  let last = 'no answer';
  while (Date.now() < until) {
    if (!handle.running) {
      throw new StartError(`The ${handle.name} stopped while starting${output()}`);
    }
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
      if (response.ok) return await response.json();
      last = `${response.status} ${await response.text()}`;
    } catch (error) {
      last = error.cause?.code ?? error.message;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new StartError(`The ${handle.name} was not ready after ${seconds} s (${last})${output()}`);
}

/** The environment that points the app at an emulator on these ports. */
export function emulatorEnv({ port, framesPort, bankPort }) {
  return {
    STRIPE_API_BASE: `http://127.0.0.1:${port}`,
    STRIPE_JS_URL: `http://127.0.0.1:${port}/endive/stripe.js`,
    EMULATOR_FRAME_ORIGINS: `http://127.0.0.1:${framesPort} http://127.0.0.1:${bankPort}`,
  };
}

export function startEmulator({ port, framesPort, bankPort, dataDir, onLine }) {
  return start(
    'emulator',
    [
      path.join(root, 'emulator/dist/cli.js'),
      ...['--port', port, '--frames-port', framesPort, '--bank-port', bankPort].map(String),
      ...(dataDir ? ['--data', dataDir] : []),
      // What the forms of Stripe.js call the business: on real Stripe the account's own name.
      '--platform-name',
      'Souk',
    ],
    { onLine },
  );
}

/**
 * How long the shop keeps an idle connection open. Whoever calls over kept connections must be the
 * one to let go first: a proxy that still counts on one which the server closed a moment ago loses a
 * buyer's request with ECONNRESET. Node's own 5 s are shorter than what proxies keep by default,
 * which is 60 s:
 * https://nextjs.org/docs/app/api-reference/cli/next#configuring-a-timeout-for-downstream-proxies
 */
const keepAliveMs = 65_000;

export function startApp({ port, dev = false, env = {}, onLine }) {
  const bin = path.join(root, 'node_modules/next/dist/bin/next');
  const how = dev ? ['dev'] : ['start', '--keepAliveTimeout', String(keepAliveMs)];
  return start('souk', [bin, ...how, '-p', String(port), '-H', '127.0.0.1'], {
    env: {
      APP_URL: process.env.APP_URL || `http://localhost:${port}`,
      NEXT_TELEMETRY_DISABLED: '1',
      ...env,
    },
    onLine,
  });
}
