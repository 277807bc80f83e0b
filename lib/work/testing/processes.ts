/** For tests only: real processes that work on one Postgres, and can be killed. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '../../..');

/** Makes one file of the worker and all that it uses, inside the repository, where packages are found. */
export async function bundleWorker(): Promise<string> {
  const outfile = path.join(root, `node_modules/.cache/souk-work/worker-${process.pid}.mjs`);
  await build({
    entryPoints: [path.join(import.meta.dirname, 'worker-process.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    alias: { 'server-only': path.join(root, 'node_modules/server-only/empty.js') },
    logLevel: 'error',
  });
  return outfile;
}

export interface WorkerProcess {
  /** In the names of its leases. */
  readonly name: string;
  /** No word of goodbye. */
  kill(): Promise<void>;
  /** As a deploy does it. Answers with the exit code. */
  end(): Promise<number | null>;
}

/** Starts one and waits until it takes jobs. */
export async function startWorker(
  file: string,
  env: Readonly<Record<string, string>>,
): Promise<WorkerProcess> {
  const child = fork(file, {
    cwd: root,
    env: { ...process.env, ...env },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const died = once(child, 'exit').then(([code]) => {
    throw new Error(`the worker ended with ${String(code)} before it was ready`);
  });
  died.catch(() => undefined);
  const [name] = (await Promise.race([once(child, 'message'), died])) as [string];
  return {
    name,
    kill: () => end(child, 'SIGKILL').then(() => {}),
    end: () => end(child, 'SIGTERM'),
  };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode) return child.exitCode;
  const gone = once(child, 'exit');
  child.kill(signal);
  const [code] = (await gone) as [number | null];
  return code;
}
