import type { IncomingMessage } from 'node:http';
import { StripeError } from './contract';

/** A form, as far as it is nothing but text. */
const MAX_BYTES = 1024 * 1024;

/**
 * All bytes of a request's body. Rejects with a 413 as soon as it is known to be larger than `most`
 * bytes, a mebibyte unless told; the rest is read and thrown away, so that the sender gets to see the
 * answer. Rejects with an `Error` when the sender goes away in the middle.
 */
export function readBody(incoming: IncomingMessage, most = MAX_BYTES): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let length = Number(incoming.headers['content-length'] ?? 0);
    if (length > most) {
      incoming.resume();
      reject(tooLarge(most));
      return;
    }
    length = 0;
    const take = (part: Buffer): void => {
      length += part.length;
      if (length <= most) parts.push(part);
      else {
        incoming.off('data', take);
        incoming.resume();
        reject(tooLarge(most));
      }
    };
    incoming.on('data', take);
    incoming.once('end', () => resolve(Buffer.concat(parts)));
    incoming.once('error', reject);
  });
}

function tooLarge(most: number): StripeError {
  return new StripeError(413, {
    type: 'invalid_request_error',
    message: `The request body is larger than ${most} bytes.`,
  });
}
