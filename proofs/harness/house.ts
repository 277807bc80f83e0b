/** What every proof needs: one emulator for all, the engine's bundle, and a data folder to begin with. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { startEmulator, type Emulator } from '../../lib/payments/testing/emulator';
import { idsOf, readBooks, type Books } from './books';
import { bundleEngine } from './bundle';
import { startEngine, type Engine, type EngineOptions } from './engine-process';
import { openLine, type Line } from './line';
import { platformAt, type Platform } from './platform';

const run = promisify(execFile);

export interface House {
  readonly emulator: Emulator;
  readonly bundle: string;
  /** A shop with fresh data on a platform that nobody else uses meanwhile; waits for one. */
  open(options?: ShopOptions): Promise<OpenShop>;
  close(): Promise<void>;
}

export interface ShopOptions {
  readonly env?: EngineOptions['env'];
}

/** A shop, the line to its Stripe, and how to start it again when its engine is gone. */
export interface OpenShop {
  readonly platform: Platform;
  readonly line: Line;
  /** The one that runs. */
  readonly engine: Engine;
  restart(): Promise<void>;
  /** What happened on its platform since it was opened. */
  books(): Promise<Books>;
  close(): Promise<void>;
}

/** A platform with the data folder of a shop that has just been opened on it. */
interface Ground {
  readonly platform: Platform;
  readonly template: string;
}

/** Brings up what all proofs of a file share; `width` shops can be open at once. */
export async function openHouse(width: number): Promise<House> {
  const bundle = await bundleEngine();
  const emulator = await startEmulator();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'souk-proofs-'));
  const free: Ground[] = [];
  const waiting: ((ground: Ground) => void)[] = [];
  const giveBack = (ground: Ground) => {
    const next = waiting.shift();
    if (next) next(ground);
    else free.push(ground);
  };
  // Making the sellers' accounts takes longer than all else, so it is done once for each platform.
  await Promise.all(
    Array.from({ length: width }, async (_, index) => {
      const platform = platformAt(emulator.url, `proof${index}`);
      const dataDir = path.join(folder, `template${index}`);
      // A copy must be of a folder that nobody writes to.
      const first = await startEngine({ bundle, dataDir, platform, stripeUrl: emulator.url });
      await first.kill();
      free.push({ platform, template: path.join(dataDir, 'pg') });
    }),
  );
  let opened = 0;
  return {
    emulator,
    bundle,
    open: async (options = {}) => {
      const ground = free.pop() ?? (await new Promise<Ground>((resolve) => waiting.push(resolve)));
      const dataDir = path.join(folder, `shop${(opened += 1)}`);
      await mkdir(dataDir);
      // Node's own copying takes eight times as long for a thousand small files.
      await run('cp', ['-r', ground.template, dataDir]);
      const shop = await openShop(bundle, ground.platform, dataDir, options);
      return {
        ...shop,
        // A getter does not survive being spread.
        get engine() {
          return shop.engine;
        },
        close: async () => {
          await shop.close();
          giveBack(ground);
        },
      };
    },
    close: async () => {
      await emulator.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function openShop(
  bundle: string,
  platform: Platform,
  dataDir: string,
  { env = {} }: ShopOptions,
): Promise<OpenShop> {
  const before = idsOf(await readBooks(platform));
  const line = await openLine(platform.url);
  const start = () => startEngine({ bundle, dataDir, platform, stripeUrl: line.url, env });
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
    books: () => readBooks(platform, before),
    close: async () => {
      await engine.kill();
      await line.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
