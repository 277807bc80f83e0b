/** The line between an engine and the emulator, on which everything that can go wrong goes wrong. */
import { once } from 'node:events';
import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A call of the shop as it arrives on the line. */
export interface Call {
  /** `POST /v1/payment_intents/{id}/confirm`. */
  readonly name: string;
  /** The same for the repeats of one call: its address, account and idempotency key. */
  readonly identity: string;
  /** It bears an idempotency key. */
  readonly keyed: boolean;
  /** What the engine says it makes the call for; absent when it makes it of its own accord. */
  readonly point: string | undefined;
}

/** What happens to a call in the place of its answer. */
export type Mishap =
  /** Called before the call is sent on, or after Stripe has answered; then the line is cut. */
  | { readonly kind: 'interrupt'; readonly when: 'before' | 'after'; act(): Promise<void> }
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body: unknown;
      /** It is done all the same. */
      readonly done?: boolean;
    }
  | { readonly kind: 'reset' }
  | { readonly kind: 'drop' }
  | { readonly kind: 'stall'; readonly ms: number }
  | { readonly kind: 'malformed' };

export interface Line {
  readonly url: string;
  /** Asked about every call; undefined lets it pass. */
  listen: ((call: Call) => Mishap | undefined) | null;
  close(): Promise<void>;
}

const pointHeader = 'x-proof-point';

/** Opens a line to the emulator at `target`. */
export async function openLine(target: string): Promise<Line> {
  const agent = new Agent({ keepAlive: true });
  const server = createServer((incoming, outgoing) => {
    void readBody(incoming).then((body) => carry(incoming, body, outgoing));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const line: Line = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    listen: null,
    close: async () => {
      agent.destroy();
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
  return line;

  async function carry(incoming: IncomingMessage, body: Buffer, outgoing: ServerResponse) {
    const mishap = line.listen?.(callOf(incoming));
    const cut = () => incoming.socket.resetAndDestroy();
    if (mishap?.kind === 'answer') {
      if (mishap.done) await send(incoming, body).catch(() => null);
      outgoing.writeHead(mishap.status, {
        ...mishap.headers,
        'content-type': 'application/json',
      });
      return outgoing.end(JSON.stringify(mishap.body));
    }
    if (mishap?.kind === 'reset') return cut();
    if (mishap?.kind === 'interrupt' && mishap.when === 'before') {
      await mishap.act();
      return cut();
    }
    const answer = await send(incoming, body).catch(() => null);
    if (!answer) return cut();
    switch (mishap?.kind) {
      case 'drop':
        return cut();
      case 'interrupt':
        await mishap.act();
        return cut();
      case 'stall':
        // Nobody waits for it any more by then; unref'ed, so that it keeps nobody either.
        return void setTimeout(() => deliver(answer, outgoing), mishap.ms).unref();
      case 'malformed':
        return deliver(
          { ...answer, body: answer.body.subarray(0, answer.body.length / 2) },
          outgoing,
        );
      default:
        return deliver(answer, outgoing);
    }
  }

  function send({ method, headers, url = '/' }: IncomingMessage, body: Buffer): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const onward = request(new URL(url, target), { method, headers, agent }, (answer) => {
        readBody(answer).then(
          (read) =>
            resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: read }),
          reject,
        );
      });
      onward.on('error', reject);
      onward.end(body);
    });
  }
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

function deliver({ status, headers, body }: Answer, outgoing: ServerResponse): void {
  const { 'transfer-encoding': _, ...rest } = headers;
  outgoing.writeHead(status, { ...rest, 'content-length': body.length });
  outgoing.end(body);
}

async function readBody(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function callOf({ method = 'GET', url = '/', headers }: IncomingMessage): Call {
  const [path = ''] = url.split('?');
  return {
    name: `${method} ${path.replace(/\/[a-z]{2,6}_[A-Za-z0-9]+/g, '/{id}')}`,
    identity: [method, url, headers['stripe-account'], headers['idempotency-key']].join(' '),
    keyed: headers['idempotency-key'] !== undefined,
    point: headers[pointHeader] as string | undefined,
  };
}
