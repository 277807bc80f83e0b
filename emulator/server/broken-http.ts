import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';

/**
 * Answers what is not even HTTP with Stripe's error body, where Node alone would answer with nothing,
 * and ends the connection, of which nothing more can be understood.
 */
export function answerBrokenHttp(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    const [status, message] =
      error.code === 'HPE_HEADER_OVERFLOW'
        ? ['431 Request Header Fields Too Large', 'The headers of the request are too long.']
        : ['400 Bad Request', 'The request is not valid HTTP.'];
    const body = JSON.stringify({ error: { type: 'invalid_request_error', message } }, null, 2);
    socket.end(
      [
        `HTTP/1.1 ${status}`,
        'Content-Type: application/json',
        `Content-Length: ${Buffer.byteLength(body)}`,
        'Connection: close',
        '',
        body,
      ].join('\r\n'),
    );
  });
}
