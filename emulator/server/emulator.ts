import path from 'node:path';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono } from 'hono';
import { bankApp, framesApp, stripeJsApp } from '../elements/pages';
import { Deliverer } from '../events/deliverer';
import { standIn, type StandIn } from '../hosts/stand-in';
import { dashboardApp } from '../pages/dashboard';
import { onboardingApp } from '../pages/onboarding/onboarding-app';
import { resources } from '../resources/registry';
import { apiHandler } from './api';
import { MovableClock } from './clock';
import { clockMemory } from './clock-memory';
import type { Context, PageDependencies, Settings } from './contract';
import { controlApp } from './control';
import { Engine } from './engine';
import { Faults } from './faults';
import { listen, type Listener, type Served } from './listener';
import type { Emulator as PublicEmulator, EmulatorOptions } from './public-api';
import { RequestLog } from './request-log';
import { checkSettings, defaultSettings } from './settings';
import { platformId } from './ids';
import { DEFAULT_NAMESPACE } from './namespace';
import { Standing } from './standing';
import { Timers } from './timers';
import { VERSION } from './version';

export type { EmulatorOptions } from './public-api';

/** A running emulator, with what its own rooms and tests may do besides. */
export interface Emulator extends PublicEmulator {
  /** Runs `work` as one durable transaction on an account, as the system. */
  transaction<T>(account: string, work: (context: Context) => T): T;
}

/**
 * Starts an emulator on three ports and resolves when all of them listen. Rejects, with nothing left
 * running, when a port is taken or the data directory can't be used; the message is for the user.
 */
export async function createEmulator(options: EmulatorOptions): Promise<Emulator> {
  const { host = '127.0.0.1' } = options;
  const clock = new MovableClock(options.clock);
  const settings: Settings = {
    ...structuredClone(defaultSettings),
    ...checkSettings(options.settings ?? {}),
  };
  const engine = new Engine({
    dataDirectory: options.dataDir,
    settings,
    clock: clock.now,
    resources,
  });
  clock.remember(clockMemory(engine));
  const timers = new Timers(engine, clock);
  const faults = new Faults();
  const deliverer = new Deliverer(engine, faults, clock);
  const closing = new AbortController();
  const listeners: Pick<Listener, 'close'>[] = [];
  let front: StandIn | null = null;

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
    settings,
    transaction: (account, work) => engine.transaction(account, work),
  };
  const log = new RequestLog();
  const standing = new Standing(engine, options.forward, options.seed);
  const control = controlApp({
    engine,
    faults,
    log,
    deliverer,
    clock,
    standing,
    hosts: () => front?.hosts ?? (options.tlsPort === undefined ? null : 'starting'),
    version: VERSION,
  });
  const api = apiHandler({ engine, resources, faults, log, closing: closing.signal });
  const main = new Hono<{ Bindings: HttpBindings }>()
    .route('/_emulator', control)
    .route('/', dashboardApp({ engine, resources, faults, log, control, version: VERSION }))
    .route('/', stripeJsApp(pages))
    // Whatever is no page is a call of the API, if only to be told that there is no such URL.
    .all('*', async ({ env }) => {
      await api(env.incoming, env.outgoing);
      return RESPONSE_ALREADY_SENT;
    });

  const bank = new Hono().route('/', bankApp(pages)).route('/', onboardingApp(pages));

  try {
    standing.begin(platformId(DEFAULT_NAMESPACE));
    const start = async (served: Served, port: number, option: string): Promise<string> => {
      const listener = await listen(served, host, port, option);
      listeners.push(listener);
      return `http://${shownHost(host)}:${listener.port}`;
    };
    engine.urls = {
      api: await start({ pages: main, api }, options.port, '--port'),
      frames: await start({ pages: framesApp(pages) }, options.framesPort ?? 0, '--frames-port'),
      bank: await start({ pages: bank }, options.bankPort ?? 0, '--bank-port'),
    };
    if (options.tlsPort !== undefined) {
      front = await standIn({
        host,
        shownHost: shownHost(host),
        port: options.tlsPort,
        directory: options.tlsDir ?? (options.dataDir && path.join(options.dataDir, 'tls')),
        origins: engine.urls,
      });
      listeners.push(front);
    }
  } catch (error) {
    await close();
    throw error;
  }
  timers.start();
  deliverer.start();
  const { hostname, port } = new URL(engine.urls.api);
  return {
    urls: engine.urls,
    hosts: front?.hosts ?? null,
    client: { host: hostname, port: Number(port), protocol: 'http' },
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
