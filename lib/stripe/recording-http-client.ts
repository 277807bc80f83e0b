import { Readable } from 'node:stream';
import type Stripe from 'stripe';
import type { CallSite } from '../inspector/call-site';
import type { RecordedCall } from '../inspector/record';
import { sentText } from './sent-text';
import type { Subject } from './subject';

/** What the SDK asks of an HTTP client. */
export type Client = NonNullable<
  NonNullable<ConstructorParameters<typeof Stripe>[1]>['httpClient']
>;
export type Answer = Awaited<ReturnType<Client['makeRequest']>>;

/**
 * Wraps the SDK's own HTTP client and tells `record` about every exchange (a repeat by the SDK is one
 * of its own), so that the inspector
 * works on real Stripe just as on the emulator. `callOf` says whom it is made for, and by which line.
 * `record` must not throw and must not wait.
 */
export function recordingHttpClient(
  inner: Client,
  callOf: () => { readonly subject: Subject; readonly site?: CallSite },
  record: (call: RecordedCall) => void,
): Client {
  return {
    getClientName: () => inner.getClientName(),
    async makeRequest(host, port, path, method, headers, requestData, protocol, timeout) {
      const at = new Date();
      const started = performance.now();
      const { subject, site } = callOf();
      const sent = lowerCased(headers);
      const report = (status: number | null, received: Record<string, string>, response: unknown) =>
        record({
          at,
          durationMs: Math.round(performance.now() - started),
          subject,
          site,
          apiVersion: sent['stripe-version'] ?? null,
          accountId: sent['stripe-account'] ?? null,
          method,
          path,
          idempotencyKey: sent['idempotency-key'] ?? null,
          status,
          requestId: received['request-id'] ?? null,
          request: sentText(requestData),
          response,
        });
      let answer: Answer;
      try {
        answer = await inner.makeRequest(
          host,
          port,
          path,
          method,
          headers,
          requestData,
          protocol,
          timeout,
        );
      } catch (error) {
        report(null, {}, null);
        throw error;
      }
      return withRecordedBody(answer, report);
    },
  };
}

/** The body can be read only once, so it is noted at the moment the SDK reads it. */
function withRecordedBody(
  answer: Answer,
  report: (status: number, received: Record<string, string>, response: unknown) => void,
): Answer {
  const received = lowerCased(answer.getHeaders());
  return {
    getStatusCode: () => answer.getStatusCode(),
    getHeaders: () => answer.getHeaders(),
    getRawResponse: () => answer.getRawResponse(),
    toStream: (done) => answer.toStream(done),
    // A repeated answer is thrown away unread; it is an exchange all the same, and its connection is
    // free for the next one only when what it says has been let through.
    dispose: () => {
      report(answer.getStatusCode(), received, null);
      answer.dispose?.();
      const raw: unknown = answer.getRawResponse();
      if (raw instanceof Readable) raw.resume();
    },
    async toJSON() {
      try {
        const body: unknown = await answer.toJSON();
        report(answer.getStatusCode(), received, body);
        return body;
      } catch (error) {
        report(answer.getStatusCode(), received, null);
        throw error;
      }
    },
  };
}

function lowerCased(headers: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([, value]) => value !== undefined && value !== null)
      .map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}
