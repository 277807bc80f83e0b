import type { IncomingMessage } from 'node:http';
import { StripeError } from './contract';

const MAX_BYTES = 1024 * 1024;

/**
 * All bytes of a request's body. Rejects with a 413 as soon as it is known to be larger than a
 * mebibyte; the rest is read and thrown away, so that the sender gets to see the answer. Rejects with
 * an `Error` when the sender goes away in the middle.
 */
export function readBody(incoming: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let length = Number(incoming.headers['content-length'] ?? 0);
    if (length > MAX_BYTES) {
      incoming.resume();
      reject(tooLarge());
      return;
    }
    length = 0;
    const take = (part: Buffer): void => {
      length += part.length;
      if (length <= MAX_BYTES) parts.push(part);
      else {
        incoming.off('data', take);
        incoming.resume();
        reject(tooLarge());
      }
    };
    incoming.on('data', take);
    incoming.once('end', () => resolve(Buffer.concat(parts)));
    incoming.once('error', reject);
  });
}

function tooLarge(): StripeError {
  return new StripeError(413, {
    type: 'invalid_request_error',
    message: `The request body is larger than ${MAX_BYTES} bytes.`,
  });
}
