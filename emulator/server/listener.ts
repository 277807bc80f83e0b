import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import { answerBrokenHttp } from './broken-http';

/** One listening port. */
export interface Listener {
  readonly port: number;
  close(): Promise<void>;
}

/** Longer than clients keep an idle connection, so that none is cut while being used again. */
const KEEP_ALIVE_MS = 75_000;

/**
 * Serves `app` on a port, a free one for 0. Throws an `Error` with one sentence for the user when
 * the port is taken or not allowed; `option` is what to change.
 */
export async function listen(
  // The bindings differ by app and do not matter here.
  app: { fetch: Hono['fetch'] },
  host: string,
  port: number,
  option: string,
): Promise<Listener> {
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  answerBrokenHttp(server);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(explain(error, host, port, option)),
    );
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function explain(error: NodeJS.ErrnoException, host: string, port: number, option: string): Error {
  if (error.code === 'EADDRINUSE') {
    return new Error(`Port ${port} is in use; stop what listens there or give another ${option}.`);
  }
  if (error.code === 'EACCES') {
    return new Error(`Port ${port} needs more rights; give a ${option} above 1023.`);
  }
  return new Error(`Could not listen on ${host}:${port}: ${error.message}.`);
}
