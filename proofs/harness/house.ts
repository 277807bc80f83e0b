/** What every proof needs: one emulator for all, the engine's bundle, and a data folder to begin with. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { startEmulator, type Emulator } from '../../lib/payments/testing/emulator';
import { bundleEngine } from './bundle';
import { startEngine, type Engine, type EngineOptions } from './engine-process';
import { openLine, type Line } from './line';
import { platformAt, type Platform } from './platform';

const run = promisify(execFile);

export interface House {
  readonly emulator: Emulator;
  /** A shop on a platform of its own, with data of its own. */
  open(namespace: string, env?: EngineOptions['env']): Promise<OpenShop>;
  close(): Promise<void>;
}

/** A shop, the line to its Stripe, and how to start it again when its engine is gone. */
export interface OpenShop {
  readonly platform: Platform;
  readonly line: Line;
  /** The one that runs. */
  readonly engine: Engine;
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** Brings up what all proofs of a file share. */
export async function openHouse(): Promise<House> {
  const [bundle, emulator, folder] = await Promise.all([
    bundleEngine(),
    startEmulator(),
    mkdtemp(path.join(os.tmpdir(), 'souk-proofs-')),
  ]);
  const template = path.join(folder, 'template');
  // An engine of its own, since a copy must be of a folder that nobody writes to. Its goods are
  // seeded and its accounts are made; on another platform they are made again.
  const first = await openShop(emulator, bundle, template, 'template');
  await first.close({ keep: true });
  return {
    emulator,
    open: async (namespace, env) => {
      const dataDir = path.join(folder, namespace);
      await mkdir(dataDir);
      // Node's own copying takes eight times as long for a thousand small files.
      await run('cp', ['-r', path.join(template, 'pg'), dataDir]);
      return openShop(emulator, bundle, dataDir, namespace, env);
    },
    close: async () => {
      await emulator.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function openShop(
  emulator: Emulator,
  bundle: string,
  dataDir: string,
  namespace: string,
  env?: EngineOptions['env'],
): Promise<OpenShop & { close(options?: { keep: boolean }): Promise<void> }> {
  const platform = platformAt(emulator.url, namespace);
  const line = await openLine(emulator.url);
  const start = () =>
    startEngine({ bundle, dataDir, platform, stripeUrl: line.url, env: env ?? {} });
  let engine = await start();
  return {
    platform,
    line,
    get engine() {
      return engine;
    },
    restart: async () => {
      await engine.kill();
      line.listen = null;
      engine = await start();
    },
    close: async ({ keep } = { keep: false }) => {
      await engine.kill();
      await line.close();
      if (!keep) await rm(dataDir, { recursive: true, force: true });
    },
  };
}
