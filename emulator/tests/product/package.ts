/** The package as a user gets it: built, packed, and installed in an empty folder. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
export const root = fileURLToPath(new URL('../..', import.meta.url));
/** Where this repository's own packages are: the SDK, the compiler. */
export const modules = path.join(root, '..', 'node_modules');

export interface Installed {
  /** The folder of the user's project. */
  readonly folder: string;
  /** What the tarball holds. */
  readonly files: readonly string[];
  /** Writes a file into the project and returns its path. */
  write(name: string, text: string): Promise<string>;
  /** Runs node in the project to its end. */
  node(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<Ended>;
  /** Starts the package's command on free ports. */
  start(): Promise<{ api: string; frames: string; bank: string }>;
  remove(): Promise<void>;
}

export interface Ended {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

/** Builds, packs and installs. Nothing but npm's own commands; the registry is not asked. */
export async function installPackage(): Promise<Installed> {
  const home = await realpath(await mkdtemp(path.join(tmpdir(), 'emulator-package-')));
  const source = path.join(home, 'source');
  const folder = path.join(home, 'project');
  await Promise.all([mkdir(source), mkdir(folder)]);
  await run(process.execPath, [path.join(root, 'build.mjs'), '--out', path.join(source, 'dist')]);
  for (const name of ['package.json', 'README.md', 'LICENSE']) {
    await copyFile(path.join(root, name), path.join(source, name));
  }
  const npm = (args: string[], cwd: string) => run('npm', args, { cwd, env: cleanEnv() });
  const packed = await npm(
    ['pack', '--json', '--ignore-scripts', '--pack-destination', home],
    source,
  );
  const [tarball] = JSON.parse(packed.stdout) as [{ filename: string; files: { path: string }[] }];
  await writeFile(path.join(folder, 'package.json'), '{ "name": "a-shop", "private": true }\n');
  await npm(
    ['install', '--offline', '--no-audit', '--no-fund', path.join(home, tarball.filename)],
    folder,
  );

  const children: ChildProcess[] = [];
  return {
    folder,
    files: tarball.files.map((file) => file.path).sort(),
    async write(name, text) {
      const file = path.join(folder, name);
      await writeFile(file, text);
      return file;
    },
    async node(args, env = {}) {
      const child = spawn(process.execPath, [...args], { cwd: folder, env: cleanEnv(env) });
      children.push(child);
      let output = '';
      let errors = '';
      child.stdout.on('data', (text) => (output += String(text)));
      child.stderr.on('data', (text) => (errors += String(text)));
      const [code] = (await once(child, 'close')) as [number];
      return { code, output, errors };
    },
    async start() {
      const command = path.join(folder, 'node_modules', '.bin', 'souk-emulator');
      const child = spawn(command, ['--port', '0'], { cwd: folder, env: cleanEnv() });
      children.push(child);
      const line = await new Promise<string>((resolve, reject) => {
        let errors = '';
        child.stdout.once('data', (text) => resolve(String(text)));
        child.stderr.on('data', (text) => (errors += String(text)));
        child.once('close', () => reject(new Error(`The command ended: ${errors}`)));
      });
      const [, api, frames, bank] = /API (\S+) · frames (\S+) · bank (\S+)/.exec(line) ?? [];
      if (!api || !frames || !bank) throw new Error(`Not the expected line: ${line}`);
      return { api, frames, bank };
    },
    async remove() {
      for (const child of children) child.kill('SIGKILL');
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** The environment without what this test run itself is set up with. */
function cleanEnv(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(npm_|EMULATOR_|VITEST|NODE_)/i.test(name)),
  );
  return { ...env, ...more } as NodeJS.ProcessEnv;
}
