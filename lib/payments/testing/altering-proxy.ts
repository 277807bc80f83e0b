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
  open(target: string): Promise<{ url: string; close: () => Promise<void> }>;
}

/** `which`: the calls whose answers are altered, as `METHOD /path`; charges unless said otherwise. */
export function alteringProxy(which = /^POST \/v1\/payment_intents$/): AlteringProxy {
  const proxy: AlteringProxy = { alter: null, open };
  return proxy;

  async function open(target: string) {
    const server = createServer((incoming, outgoing) => {
      const { method, headers, url = '/' } = incoming;
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
      incoming.pipe(onward);
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
