import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Parcel } from './parcel';

/** What became of one try. */
export interface Outcome {
  /** The HTTP status; null when there was no answer. */
  readonly status: number | null;
  /** Why it failed; null for a 2xx. */
  readonly error: string | null;
  /** The start of the answer's body; null when there was no answer. */
  readonly response_body: string | null;
}

/** How much of an answer is kept for the log. */
const KEPT_BYTES = 2_000;

/**
 * Posts an event as Stripe does. Never throws: no answer within `timeoutMs` is `status: null` with
 * the reason. A redirect is an answer like any other, and not followed (docs.stripe.com/webhooks).
 */
export function post(parcel: Parcel, timeoutMs: number, stop: AbortSignal): Promise<Outcome> {
  return new Promise((resolve) => {
    const timeout = AbortSignal.timeout(timeoutMs);
    const failed = (error: Error): void => {
      const reason = timeout.aborted ? `No answer within ${timeoutMs} ms.` : error.message;
      resolve({ status: null, error: reason || error.name, response_body: null });
    };
    const url = new URL(parcel.url);
    const body = Buffer.from(parcel.body);
    const options = {
      method: 'POST',
      // A connection of its own, which nothing can have closed while it was idle.
      agent: false as const,
      signal: AbortSignal.any([stop, timeout]),
      headers: {
        accept: '*/*; q=0.5, application/xml',
        'cache-control': 'no-cache',
        'content-length': body.length,
        'content-type': 'application/json; charset=utf-8',
        'stripe-signature': parcel.signature,
        'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
      },
    };
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    send(url, options, (answer) => {
      void startOf(answer).then((start) => {
        const status = answer.statusCode ?? 0;
        const ok = status >= 200 && status < 300;
        resolve({
          status,
          error: ok ? null : `The endpoint answered ${status}.`,
          response_body: start,
        });
      });
    })
      .on('error', failed)
      .end(body);
  });
}

/** The first bytes of an answer; what has come when it ends, breaks off or takes too long. */
function startOf(answer: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const done = (): void => {
      answer.destroy();
      resolve(Buffer.concat(chunks).subarray(0, KEPT_BYTES).toString('utf8'));
    };
    answer.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= KEPT_BYTES) done();
    });
    answer.on('end', done).on('error', done).on('close', done);
  });
}
