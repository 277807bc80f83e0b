import { STATUS_CODES } from 'node:http';
import { Duplex } from 'node:stream';
import type { Refusal } from './destination';

/** A connection to nowhere that answers whatever is sent with one response. */
export function cannedSocket({ status, body }: Refusal): Duplex {
  let answered = false;
  const socket = new Duplex({
    read: () => undefined,
    write(_chunk, _encoding, done) {
      done();
      if (answered) return;
      answered = true;
      const head = [
        `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
        'Content-Type: application/json',
        `Content-Length: ${Buffer.byteLength(body)}`,
        'Stripe-Should-Retry: false',
        'Connection: close',
      ];
      // Not before the caller has finished its own step: it may still be adding its listeners.
      setImmediate(() => socket.push(`${head.join('\r\n')}\r\n\r\n${body}`));
    },
  });
  // What a client asks of a network socket, and means nothing here.
  const deaf = { setTimeout: () => socket, setNoDelay: () => socket, setKeepAlive: () => socket };
  return Object.assign(socket, deaf, { ref: () => socket, unref: () => socket });
}
