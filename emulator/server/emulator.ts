import { Hono } from 'hono';
import { bankApp, framesApp, stripeJsApp } from '../elements/pages';
import { Deliverer } from '../events/deliverer';
import { resources } from '../resources/registry';
import { apiApp } from './api';
import type { Context, Origins, PageDependencies, Settings } from './contract';
import { controlApp } from './control';
import { Engine } from './engine';
import { Faults } from './faults';
import { listen, type Listener } from './listener';
import { RequestLog } from './request-log';
import { checkSettings, defaultSettings } from './settings';
import { Timers } from './timers';
import { VERSION } from './version';

export interface EmulatorOptions {
  /** The API's port; 0 for a free one. */
  readonly port: number;
  /** The port of the frames that hold card fields; a free one unless given. */
  readonly framesPort?: number;
  /** The port of the simulated bank; a free one unless given. */
  readonly bankPort?: number;
  /** Where data is kept; null keeps it in memory. */
  readonly dataDir: string | null;
  /** 127.0.0.1 unless given. */
  readonly host?: string;
  readonly settings?: Partial<Settings>;
  /** The clock, in Unix milliseconds. For tests that cannot wait a day. */
  readonly clock?: () => number;
}

export interface Emulator {
  readonly urls: Origins;
  readonly settings: Settings;
  /** Runs `work` as one durable transaction on an account, as the system. */
  transaction<T>(account: string, work: (context: Context) => T): T;
  /** Stops listening, delivering and all timers, and gives the data directory free. */
  close(): Promise<void>;
}

/**
 * Starts an emulator on three ports and resolves when all of them listen. Rejects, with nothing left
 * running, when a port is taken or the data directory can't be used; the message is for the user.
 */
export async function createEmulator(options: EmulatorOptions): Promise<Emulator> {
  const { host = '127.0.0.1', clock = Date.now } = options;
  const settings: Settings = {
    ...structuredClone(defaultSettings),
    ...checkSettings(options.settings ?? {}),
  };
  const engine = new Engine({
    dataDirectory: options.dataDir,
    settings,
    clock,
    resources,
  });
  const timers = new Timers(engine);
  const deliverer = new Deliverer(engine);
  const closing = new AbortController();
  const listeners: Listener[] = [];

  const close = async (): Promise<void> => {
    if (closing.signal.aborted) return;
    closing.abort();
    timers.close();
    deliverer.close();
    await Promise.all(listeners.map((listener) => listener.close()));
    engine.store.close();
  };

  const pages: PageDependencies = {
    urls: () => engine.urls,
    transaction: (account, work) => engine.transaction(account, work),
  };
  const faults = new Faults();
  const log = new RequestLog();
  const main = new Hono()
    .route('/_emulator', controlApp({ engine, faults, log, deliverer, version: VERSION }))
    .route('/', stripeJsApp(pages))
    .route('/', apiApp({ engine, resources, faults, log, closing: closing.signal }));

  try {
    const start = async (app: Hono, port: number, option: string): Promise<string> => {
      const listener = await listen(app, host, port, option);
      listeners.push(listener);
      return `http://${shownHost(host)}:${listener.port}`;
    };
    engine.urls = {
      api: await start(main, options.port, '--port'),
      frames: await start(framesApp(pages), options.framesPort ?? 0, '--frames-port'),
      bank: await start(bankApp(pages), options.bankPort ?? 0, '--bank-port'),
    };
  } catch (error) {
    await close();
    throw error;
  }
  timers.start();
  deliverer.start();
  return {
    urls: engine.urls,
    settings,
    transaction: (account, work) => engine.transaction(account, work),
    close,
  };
}

/** An address that can be called: "every interface" isn't one, and IPv6 stands in brackets. */
function shownHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
