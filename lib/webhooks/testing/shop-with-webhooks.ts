/** For tests only: a market whose emulator tells the shop of everything, over HTTP, signed. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'drizzle-orm';
import Stripe from 'stripe';
import { afterAll, beforeAll, expect, vi } from 'vitest';
import { wakeWorkers } from '../../jobs/wake';
import { startWorkers, stopWorkers } from '../../jobs/workers';
import type { WebhookEndpoint } from '../../model/webhook';
import { openMarket, type Market } from '../../payments/testing/market';
import { getDb } from '../../store/client';
import { webhookEvents } from '../../store/schema';
import types from '../event-types.json';
import { handleEvent } from '../handle-event';
import { receiveEvent } from '../receive-event';

export interface ListeningMarket extends Market {
  /** The rows of the inbox. */
  events(): Promise<(typeof webhookEvents.$inferSelect)[]>;
  /** Waits until the emulator has delivered all it has, and all of that is handled. */
  quiet(): Promise<void>;
  /** Distorts deliveries from now on, as the network does. */
  distort(fault: Readonly<Record<string, unknown>>): Promise<void>;
}

/** Call it at the top of a test file. */
export function openListeningMarket(count: number): ListeningMarket {
  const market = openMarket(count);
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const endpoint = incoming.url?.split('/').at(-1) as WebhookEndpoint;
      const request = new Request(`http://localhost:3000${incoming.url}`, {
        method: 'POST',
        headers: incoming.headers as Record<string, string>,
        body: Buffer.concat(chunks),
      });
      void receiveEvent(endpoint, request).then(
        ({ status }) => outgoing.writeHead(status).end(),
        () => outgoing.writeHead(500).end(),
      );
    });
  });
  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    for (const endpoint of ['platform', 'connect'] as const) {
      const { secret } = await market.emulator.stripe.webhookEndpoints.create({
        url: `http://127.0.0.1:${port}/api/webhooks/${endpoint}`,
        connect: endpoint === 'connect',
        api_version: Stripe.API_VERSION as never,
        enabled_events: types[endpoint] as never,
      });
      vi.stubEnv(`STRIPE_WEBHOOK_SECRET_${endpoint.toUpperCase()}`, secret);
    }
    await startWorkers({ 'handle-event': handleEvent });
  });
  afterAll(async () => {
    await stopWorkers();
    server.closeAllConnections();
    await once(server.close(), 'close');
  });
  const events = async () => (await getDb()).select().from(webhookEvents);
  const hurry = async () => {
    const db = await getDb();
    await db.execute(sql`
      update pgboss.job set start_after = now() from ${webhookEvents} as event
      where name = 'handle-event' and job.state < 'active' and start_after > now()
        and event.event_id = data->>'eventId' and event.attempts = 0
    `);
    wakeWorkers();
  };
  const undelivered = async () => {
    const response = await fetch(`${market.emulator.url}/_emulator/deliveries?status=pending`);
    return ((await response.json()) as { data: unknown[] }).data.length;
  };
  return {
    get emulator() {
      return market.emulator;
    },
    get stalls() {
      return market.stalls;
    },
    get oneStall() {
      return market.oneStall;
    },
    events,
    quiet: () =>
      expect
        .poll(
          async () => {
            const left = {
              undelivered: await undelivered(),
              unhandled: (await events()).filter(({ state }) => state === 'received').length,
            };
            // Whoever called has its answer by now: its echoes need not wait for it any longer.
            if (left.unhandled && !left.undelivered) await hurry();
            return left;
          },
          { timeout: 30_000, interval: 50 },
        )
        .toEqual({ undelivered: 0, unhandled: 0 }),
    distort: async (fault) => {
      const response = await fetch(`${market.emulator.url}/_emulator/faults`, {
        method: 'POST',
        body: JSON.stringify(fault),
      });
      if (!response.ok) throw new Error(await response.text());
    },
  };
}
