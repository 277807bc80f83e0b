/** For tests only: stands between the app and the emulator and changes answers on their way. */
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Answer {
  readonly headers: Record<string, string | string[] | undefined>;
  body: string;
}

export interface AlteringProxy {
  /** Called with every answer that is altered; may change its body and headers. */
  alter: ((answer: Answer) => void) | null;
  /**
   * Writes of which Stripe keeps a server error under their key: the first that is made gets it, for ever,
   * with every repeat under that key; another key is served. As `METHOD /path`.
   */
  broken: RegExp | null;
  /** True where they were done all the same. */
  done: boolean;
  /** Has a call, as `METHOD /path`, reach the account once that is over. */
  hold: ((call: string) => Promise<void> | undefined) | null;
  /** The keys of such writes, in their order. */
  readonly keys: Set<string>;
  open(target: string): Promise<{ url: string; close: () => Promise<void> }>;
}

/** `which`: the calls whose answers are altered, as `METHOD /path`; charges unless said otherwise. */
export function alteringProxy(which = /^POST \/v1\/payment_intents$/): AlteringProxy {
  const proxy: AlteringProxy = {
    ...{ alter: null, broken: null, done: false, hold: null },
    keys: new Set(),
    open,
  };
  return proxy;

  function isKept(call: string, key: string | string[] | undefined): boolean {
    if (!proxy.broken?.test(call) || typeof key !== 'string') return false;
    proxy.keys.add(key);
    return key === [...proxy.keys][0];
  }

  async function open(target: string) {
    const server = createServer((incoming, outgoing) => {
      const { method, headers, url = '/' } = incoming;
      if (isKept(`${method} ${url}`, headers['idempotency-key'])) {
        const kept = { 'content-type': 'application/json', 'idempotent-replayed': 'true' };
        const fail = () => {
          outgoing.writeHead(500, { ...kept, 'stripe-should-retry': 'false' });
          outgoing.end('{"error":{"type":"api_error","message":"Something went wrong."}}');
        };
        if (!proxy.done) {
          incoming.resume();
          return fail();
        }
        const unheard = request(new URL(url, target), { method, headers }, (answer) => {
          answer.on('end', fail).resume();
        });
        unheard.on('error', () => outgoing.destroy());
        return void incoming.pipe(unheard);
      }
      const onward = request(new URL(url, target), { method, headers }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => {
          const changed: Answer = {
            headers: { ...answer.headers },
            body: Buffer.concat(chunks).toString(),
          };
          if (which.test(`${method} ${url}`)) proxy.alter?.(changed);
          delete changed.headers['content-length'];
          delete changed.headers['transfer-encoding'];
          outgoing.writeHead(answer.statusCode ?? 502, changed.headers);
          outgoing.end(changed.body);
        });
      });
      onward.on('error', () => outgoing.destroy());
      const held = proxy.hold?.(`${method} ${url}`);
      if (held) void held.then(() => incoming.pipe(onward));
      else incoming.pipe(onward);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return {
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      close: async () => {
        server.closeAllConnections();
        await once(server.close(), 'close');
      },
    };
  }
}
