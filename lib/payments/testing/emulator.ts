/**
 * For tests only: the emulator as a process of its own, spoken to over HTTP like Stripe. Nothing of
 * it is imported.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Readable } from 'node:stream';
import Stripe from 'stripe';

const root = path.resolve(import.meta.dirname, '../../..');

/** A call as the emulator's request log tells it. */
export interface LoggedCall {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly account: string | null;
  readonly idempotency_key: string | null;
  readonly key: 'secret' | 'publishable' | 'none';
  readonly parameters: Record<string, unknown>;
  readonly status: number;
  readonly replayed: boolean;
  readonly fault: string | null;
}

export interface Fault {
  readonly method?: string;
  readonly path?: string;
  readonly account?: string;
  readonly nth?: number;
  readonly times?: number;
  readonly action: 'fail' | 'delay' | 'drop' | 'rate_limit' | 'lock_timeout';
  readonly status?: number;
  readonly error?: Record<string, unknown>;
  readonly delay_ms?: number;
}

export interface Emulator {
  readonly url: string;
  /** The SDK with the secret key, for arranging and for asking what is really on an account. */
  readonly stripe: Stripe;
  /** Every write since the last `forget`, as `STATUS account /path key`, sorted. */
  writes(): Promise<string[]>;
  calls(): Promise<LoggedCall[]>;
  /** From here on `calls` and `writes` tell only what comes. */
  forget(): Promise<void>;
  fault(fault: Fault): Promise<void>;
  clearFaults(): Promise<void>;
  stop(): Promise<void>;
}

/** Builds the emulator when its sources changed, starts it with data in memory, waits until it is up. */
export async function startEmulator(): Promise<Emulator> {
  execFileSync(process.execPath, ['build.mjs', '--if-stale'], {
    cwd: path.join(root, 'emulator'),
    stdio: 'pipe',
  });
  // Ports of its own choice: any that we looked up could be another's by the time it listens.
  const ports = ['--port', '--frames-port', '--bank-port'].flatMap((name) => [name, '0']);
  const child = spawn(process.execPath, [path.join(root, 'emulator/dist/cli.js'), ...ports], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaint = '';
  child.stderr.on('data', (data: Buffer) => (complaint += data.toString()));
  const ended = once(child, 'exit').then(() => {
    throw new Error(`the emulator ended: ${complaint}`);
  });
  ended.catch(() => undefined);
  const url = await Promise.race([addressOf(child.stdout), ended]);
  return emulatorAt(url, async () => {
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
  });
}

function emulatorAt(url: string, stop: () => Promise<void>): Emulator {
  let after: string | undefined;
  const control = async (method: string, where: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${url}/_emulator${where}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${method} ${where}: ${await response.text()}`);
    return response.json();
  };
  const calls = async () => {
    const query = after ? `?limit=5000&after=${after}` : '?limit=5000';
    return ((await control('GET', `/requests${query}`)) as { data: LoggedCall[] }).data;
  };
  return {
    url,
    stripe: new Stripe('sk_test_souk', {
      host: '127.0.0.1',
      port: new URL(url).port,
      protocol: 'http',
      telemetry: false,
    }),
    calls,
    writes: async () =>
      (await calls())
        .filter(({ method, key }) => method !== 'GET' && key === 'secret')
        .map(
          (call) =>
            `${call.status} ${call.account ?? 'platform'} ${call.path} ${call.idempotency_key}`,
        )
        .sort(),
    forget: async () => void (after = (await calls()).at(-1)?.id ?? after),
    fault: async (fault) => void (await control('POST', '/faults', fault)),
    clearFaults: async () => void (await control('DELETE', '/faults')),
    stop,
  };
}

/** Where it says that it listens; it says so once it does. */
function addressOf(output: Readable): Promise<string> {
  let said = '';
  return new Promise((resolve) => {
    output.on('data', (data: Buffer) => {
      said += data.toString();
      const [, url] = /API (http:\/\/\S+)/.exec(said) ?? [];
      if (url) resolve(url);
    });
  });
}
