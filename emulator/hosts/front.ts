import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Origins } from '../server/contract';
import { listenWith, type Listener } from '../server/listener';
import { streamForStripe } from './answer';
import type { Certificate } from './certificate';

interface FrontOptions {
  readonly certificate: Certificate;
  readonly host: string;
  /** The host as others call it. */
  readonly shownHost: string;
  readonly port: number;
  readonly origins: Origins;
}

/**
 * Listens for those whose resolver sends them here instead of to Stripe, and answers each host as
 * that host would. HTTP/1.1; who calls this machine by its own name gets the API.
 */
export async function listenForStripe(options: FrontOptions): Promise<Listener> {
  const { certificate, host, shownHost, port, origins } = options;
  const server = createServer(
    { key: certificate.key, cert: certificate.server + certificate.authority },
    (incoming, outgoing) => void answer(incoming, outgoing, origins, shownHost),
  );
  // Who does not trust the certificate leaves in the middle; it says so itself.
  server.on('tlsClientError', (_error, socket) => socket.destroy());
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  const listener = await listenWith(server, host, port, '--tls-port');
  return {
    port: listener.port,
    close: () => {
      const closed = listener.close();
      // Also who has not said hello yet, of whom the server above TLS knows nothing.
      for (const socket of open) socket.destroy();
      return closed;
    },
  };
}

async function answer(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  origins: Origins,
  shownHost: string,
): Promise<void> {
  const gone = new AbortController();
  outgoing.once('close', () => gone.abort());
  try {
    const parts: Buffer[] = [];
    for await (const part of incoming) parts.push(part as Buffer);
    const { status, headers, body } = await streamForStripe(
      {
        method: incoming.method ?? 'GET',
        url: addressOf(incoming, shownHost),
        headers: headersOf(incoming),
        body: Buffer.concat(parts),
      },
      origins,
      null,
      gone.signal,
    );
    outgoing.writeHead(status, headers);
    // Before the first piece: it may be long in coming.
    outgoing.flushHeaders();
    await pipeline(Readable.from(body), outgoing);
  } catch {
    // What the emulator cuts, before or in the middle of an answer, is cut here too.
    outgoing.destroy();
  }
}

const ownNames = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

/** The address that was meant; its port is the one of the way here. */
function addressOf({ url = '/', headers }: IncomingMessage, shownHost: string): string {
  const { host = '' } = headers;
  const called = host.replace(/:\d+$/, '').toLowerCase();
  const isOwn = ownNames.test(host) || called === shownHost.toLowerCase();
  const name = isOwn ? 'api.stripe.com' : called;
  return `https://${name}${url}`;
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  const all: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) all[name] = String(value);
  }
  return all;
}
