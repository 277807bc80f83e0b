/**
 * Calls by `http.request` and `https.request`, on which all of Stripe's Node libraries stand, and
 * axios, got and node-fetch as well.
 */
import { errorMonitor } from 'node:events';
import http, { type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import type { Socket } from 'node:net';
import { urlToHttpOptions } from 'node:url';
import { cannedSocket } from './canned-socket';
import { authorizationOf, isStripe, refusalOf } from './destination';

type Answered = (response: IncomingMessage) => void;
type Request = (options: RequestOptions, answered?: Answered) => ClientRequest;

/** Makes calls to Stripe go to the emulator; `unreachable` is told when nothing listens there. */
export function redirectNodeHttp(emulator: URL, unreachable: () => void): void {
  const plain: Request = http.request;
  const secure: Request = https.request;
  const send = emulator.protocol === 'https:' ? secure : plain;
  const agent = new (emulator.protocol === 'https:' ? https : http).Agent({ keepAlive: true });

  for (const [protocol, module, original] of [
    ['http:', http, plain],
    ['https:', https, secure],
  ] as const) {
    const request = (...given: unknown[]): ClientRequest => {
      const { options, answered } = readArguments(given);
      const host = hostOf(options);
      // Untouched but for Stripe's: the very arguments, as some libraries look for them.
      if (!isStripe(host)) return Reflect.apply(original, null, given) as ClientRequest;
      const refusal = refusalOf(host, options.auth ?? authorizationOf(options.headers ?? {}));
      if (refusal) {
        const { method, path } = options;
        const createConnection: RequestOptions['createConnection'] = () =>
          cannedSocket(refusal) as Socket;
        const canned: RequestOptions = { createConnection, method, path };
        return plain(canned, answered);
      }
      const sent = send(redirected(options, emulator, agent), answered);
      if (protocol === 'https:' && emulator.protocol === 'http:') saySecure(sent);
      sent.on(errorMonitor, (error: NodeJS.ErrnoException) => {
        if (error.code === 'ECONNREFUSED') unreachable();
      });
      return sent;
    };
    const get = (...given: unknown[]): ClientRequest => {
      const made = request(...given);
      made.end();
      return made;
    };
    Object.assign(module, { request, get });
  }
  // For those who write `import { request } from 'node:https'`.
  syncBuiltinESMExports();
}

/** `(url, options?, answered?)` or `(options, answered?)`, as Node reads them. */
function readArguments(given: readonly unknown[]): {
  options: RequestOptions;
  answered?: Answered;
} {
  const [first, ...rest] = given;
  // By its tag, since test runners have a URL class of their own.
  const isAddress =
    typeof first === 'string' || Object.prototype.toString.call(first) === '[object URL]';
  const own = (isAddress ? rest.shift() : first) as RequestOptions | Answered | undefined;
  const answered = (typeof own === 'function' ? own : rest[0]) as Answered | undefined;
  const address =
    isAddress && URL.canParse(String(first)) ? urlToHttpOptions(new URL(String(first))) : {};
  const options = { ...address, ...(typeof own === 'function' ? {} : own) } as RequestOptions;
  return answered ? { options, answered } : { options };
}

function hostOf({ hostname, host }: RequestOptions): string {
  return (hostname || host || '').replace(/:\d+$/, '');
}

/** The same call at the emulator: all that named or secured the old destination is dropped. */
function redirected(options: RequestOptions, emulator: URL, agent: http.Agent): RequestOptions {
  const { method, path, auth, headers, timeout, signal, setHost, maxHeaderSize } = options;
  const { hostname, port } = urlToHttpOptions(emulator);
  const kept = { method, path, auth, timeout, signal, setHost, maxHeaderSize };
  const given = Object.entries(kept).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(given), hostname, port, agent, headers: withoutHost(headers) };
}

function withoutHost(headers: RequestOptions['headers']): RequestOptions['headers'] {
  if (!headers || Array.isArray(headers)) return headers;
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'host'),
  );
}

/** Older versions of the library write only once a new socket of theirs has done its TLS. */
function saySecure(sent: ClientRequest): void {
  sent.once('socket', (socket: Socket) => {
    if (socket.connecting) socket.once('connect', () => socket.emit('secureConnect'));
  });
}
