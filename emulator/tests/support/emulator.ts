import Stripe from 'stripe';
import { expect } from 'vitest';
import { createEmulator, type Emulator, type EmulatorOptions } from '../../server/emulator';
import { afterEveryTest } from './after-test';
import { shapeProblems, watchedClient } from './watched-client';

const running: Emulator[] = [];

afterEveryTest(async () => {
  await Promise.all(running.splice(0).map((emulator) => emulator.close()));
  expect(shapeProblems(), 'answers that are not as the SDK’s types say').toEqual([]);
});

/** A fresh emulator on free ports, in memory unless told otherwise; closed after the test. */
export async function startEmulator(options: Partial<EmulatorOptions> = {}): Promise<Emulator> {
  const emulator = await createEmulator({ port: 0, dataDir: null, ...options });
  running.push(emulator);
  return emulator;
}

/**
 * The official SDK, pointed at an emulator. It doesn't retry by itself unless asked. Answers in the
 * pinned version are held against its types, and the test fails for one that is not as they say.
 */
export function stripeFor(
  emulator: Pick<Emulator, 'urls'>,
  options: { key?: string; account?: string; retries?: number; apiVersion?: string } = {},
): Stripe {
  const { hostname, port } = new URL(emulator.urls.api);
  return new Stripe(options.key ?? 'sk_test_emulator', {
    host: hostname,
    port: Number(port),
    protocol: 'http',
    maxNetworkRetries: options.retries ?? 0,
    telemetry: false,
    ...(options.apiVersion || options.key?.startsWith('pk_')
      ? {}
      : { httpClient: watchedClient() }),
    ...(options.account ? { stripeAccount: options.account } : {}),
    // Only the pinned version has a type; tests of older ones send it all the same.
    ...(options.apiVersion ? { apiVersion: options.apiVersion as Stripe.LatestApiVersion } : {}),
  });
}

/** Makes a connected account that can charge, and returns its id. */
export async function seedAccount(
  emulator: Pick<Emulator, 'urls'>,
  account: Record<string, string> = {},
): Promise<string> {
  const response = await fetch(`${emulator.urls.api}/_emulator/seed`, {
    method: 'POST',
    body: JSON.stringify({ accounts: [account] }),
  });
  const { accounts } = (await response.json()) as { accounts: { id: string }[] };
  const [made] = accounts;
  if (!made) throw new Error('The account was not made.');
  return made.id;
}
