import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { rmSync } from 'node:fs';
import { afterEveryTest } from './after-test';

const root = fileURLToPath(new URL('../..', import.meta.url));
const bundle = path.join(root, 'dist', `cli-under-test-${process.pid}.js`);
let built: Promise<unknown> | undefined;
const running = new Set<ChildProcess>();

/** Bundles the command line as it is now, once a worker. */
function builtCli(): Promise<unknown> {
  built ??= build({
    absWorkingDir: root,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    banner: {
      js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);",
    },
    entryPoints: ['server/cli.ts'],
    outfile: bundle,
  });
  return built;
}

afterEveryTest(() => {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
});

process.once('exit', () => rmSync(bundle, { force: true }));

export interface ChildEmulator {
  readonly urls: { api: string; frames: string; bank: string };
  /** All that it has printed. */
  output(): string;
  /** Sends a signal and resolves with the exit code and the signal that ended the process. */
  end(signal: NodeJS.Signals): Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

export interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

function start(args: string[], env: NodeJS.ProcessEnv): ChildProcess {
  const inherited = { ...process.env, NODE_ENV: '', EMULATOR_PORT: '', EMULATOR_DATA: '' };
  const child = spawn(process.execPath, [bundle, ...args], { env: { ...inherited, ...env } });
  running.add(child);
  return child;
}

/** Runs the command line to its end, which must come by itself. */
export async function runCli(args: string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  await builtCli();
  const child = start(args, env);
  let output = '';
  let errors = '';
  child.stdout?.on('data', (text) => (output += String(text)));
  child.stderr?.on('data', (text) => (errors += String(text)));
  const [code] = (await once(child, 'close')) as [number | null];
  running.delete(child);
  return { code, output, errors };
}

/** Starts the emulator as a process of its own on free ports and waits for its one line. */
export async function startChild(
  args: string[],
  env: NodeJS.ProcessEnv = {},
): Promise<ChildEmulator> {
  await builtCli();
  const child = start(['--port', '0', ...args], env);
  let output = '';
  child.stdout?.on('data', (text) => (output += String(text)));
  const line = await new Promise<string>((resolve, reject) => {
    let errors = '';
    child.stdout?.once('data', (text) => resolve(String(text)));
    child.stderr?.on('data', (text) => (errors += String(text)));
    child.once('close', () => reject(new Error(`The emulator ended: ${errors}`)));
  });
  const [, api, frames, bank] = /API (\S+) · frames (\S+) · bank (\S+)/.exec(line) ?? [];
  if (!api || !frames || !bank) throw new Error(`Not the expected line: ${line}`);
  return {
    urls: { api, frames, bank },
    output: () => output,
    end: async (signal) => {
      child.kill(signal);
      const [code, by] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
      running.delete(child);
      return { code, signal: by };
    },
  };
}
