import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { HttpHandler } from './api';
import { answerBrokenHttp } from './broken-http';

/** One listening port. */
export interface Listener {
  readonly port: number;
  close(): Promise<void>;
}

/** Longer than clients keep an idle connection, so that none is cut while being used again. */
const KEEP_ALIVE_MS = 75_000;

/** What `listen` serves. */
export interface Served {
  /** A Hono app. */
  readonly pages: { fetch(request: Request, env: HttpBindings): Response | Promise<Response> };
  /** Gets what is below /v1, past the pages. */
  readonly api?: HttpHandler;
}

/**
 * Serves pages, and an API if there is one, on a port, a free one for 0. Throws an `Error` with one
 * sentence for the user when the port is taken or not allowed; `option` is what to change.
 */
export async function listen(
  { pages, api }: Served,
  host: string,
  port: number,
  option: string,
): Promise<Listener> {
  const servePages = getRequestListener(async (request, env) => {
    const response = await pages.fetch(request, env as HttpBindings);
    // Hono answers a HEAD with a copy, in which its adapter doesn't know the mark again.
    const mark = RESPONSE_ALREADY_SENT.headers.keys().next().value as string;
    return response.headers.has(mark) ? RESPONSE_ALREADY_SENT : response;
  });
  const serve = (incoming: IncomingMessage, outgoing: ServerResponse): unknown =>
    api && incoming.url?.startsWith('/v1/')
      ? api(incoming, outgoing)
      : servePages(incoming, outgoing);
  const server = createServer((incoming, outgoing) => void serve(incoming, outgoing));
  return listenWith(server, host, port, option);
}

/** Lets a server of HTTP or HTTPS listen; throws as `listen` does. */
export async function listenWith(
  server: Server,
  host: string,
  port: number,
  option: string,
): Promise<Listener> {
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
