import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type Stripe from 'stripe';
import { afterEveryTest } from './after-test';

/** A delivery as it arrived. */
export interface Received {
  readonly method: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
  readonly signature: string;
  readonly event: Stripe.Event;
}

export interface Receiver {
  readonly url: string;
  readonly received: Received[];
  /**
   * The statuses of the coming answers, in order; 0 gives no answer at all; then 200 for all. The
   * body of each answer is `answer <status>`.
   */
  answerWith(...statuses: number[]): void;
}

const open: Server[] = [];

afterEveryTest(async () => {
  const servers = open.splice(0);
  await Promise.all(
    servers.map(
      (server) =>
        new Promise((resolve) => {
          server.close(resolve);
          server.closeAllConnections();
        }),
    ),
  );
});

/** A webhook endpoint that notes what arrives; closed after the test. */
export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const statuses: number[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      received.push({
        method: request.method ?? '',
        headers: request.headers,
        body,
        signature: String(request.headers['stripe-signature']),
        event: JSON.parse(body) as Stripe.Event,
      });
      const status = statuses.shift() ?? 200;
      if (status === 0) return;
      const redirect = status >= 300 && status < 400 ? { location: '/else' } : {};
      response.writeHead(status, redirect).end(`answer ${status}`);
    });
  });
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/webhooks`,
    received,
    answerWith: (...next) => void statuses.push(...next),
  };
}
