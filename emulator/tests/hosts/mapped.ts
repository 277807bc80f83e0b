/** Calls to Stripe's hosts from a process whose resolver sends them to the emulator. */
import https, { Agent } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { IncomingHttpHeaders } from 'node:http';
import type { Emulator } from '../../server/emulator';

/** As a line of /etc/hosts would. */
export const toThisMachine: LookupFunction = (_name, options, done) =>
  options.all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4);

interface Mapped {
  readonly status?: number;
  readonly headers: IncomingHttpHeaders;
  /** As much of the body as came. */
  readonly body: Buffer;
  /** The code of what went wrong. */
  readonly error?: string | undefined;
}

interface Asked {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  /** Whom the caller trusts: the emulator's authority, or with null those of everybody. */
  readonly ca?: null;
}

/** One call; what went wrong with it is told, not thrown. */
export function ask(
  emulator: Emulator,
  address: string,
  { method = 'GET', headers = {}, ca }: Asked = {},
): Promise<Mapped> {
  const { url, ca: own } = emulator.hosts!;
  const agent = new Agent({ lookup: toThisMachine, ...(ca === null ? {} : { ca: own }) });
  const { hostname, pathname, search } = new URL(address);
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    let head: { status?: number; headers: IncomingHttpHeaders } = { headers: {} };
    const end = (error?: NodeJS.ErrnoException) => {
      agent.destroy();
      resolve({ ...head, body: Buffer.concat(parts), ...(error ? { error: error.code } : {}) });
    };
    const port = new URL(url).port;
    const own = { host: hostname, ...headers };
    const path = `${pathname}${search}`;
    https
      .request({ hostname, port, path, method, agent, headers: own }, (response) => {
        head = { status: response.statusCode!, headers: response.headers };
        response.on('data', (part: Buffer) => parts.push(part));
        response.once('error', end);
        response.once('end', () => end());
      })
      .once('error', end)
      .end();
  });
}
