import type Stripe from 'stripe';
import type { Subject } from './subject';

/** One exchange with Stripe as it went over the wire; a retry by the SDK is an exchange of its own. */
export interface Exchange {
  readonly at: Date;
  readonly durationMs: number;
  readonly subject: Subject;
  /** The `Stripe-Account` that was sent; null on the platform. */
  readonly accountId: string | null;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly idempotencyKey: string | null;
  /** Null when no answer came. */
  readonly status: number | null;
  readonly requestId: string | null;
  /** The form body as sent. */
  readonly request: string;
  /** The JSON body, or null when none could be read. */
  readonly response: unknown;
}

type Client = NonNullable<NonNullable<ConstructorParameters<typeof Stripe>[1]>['httpClient']>;
type Answer = Awaited<ReturnType<Client['makeRequest']>>;

/**
 * Wraps the SDK's own HTTP client and tells `record` about every exchange, so that the inspector
 * works on real Stripe just as on the emulator. `record` must not throw and must not wait.
 */
export function recordingHttpClient(
  inner: Client,
  subjectOf: () => Subject,
  record: (exchange: Exchange) => void,
): Client {
  return {
    getClientName: () => inner.getClientName(),
    async makeRequest(host, port, path, method, headers, requestData, protocol, timeout) {
      const at = new Date();
      const started = performance.now();
      const subject = subjectOf();
      const sent = lowerCased(headers);
      const report = (status: number | null, received: Record<string, string>, response: unknown) =>
        record({
          at,
          durationMs: Math.round(performance.now() - started),
          subject,
          accountId: sent['stripe-account'] ?? null,
          method,
          path,
          idempotencyKey: sent['idempotency-key'] ?? null,
          status,
          requestId: received['request-id'] ?? null,
          request: requestData,
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
    // A retried answer is thrown away unread; it is an exchange all the same.
    dispose: () => {
      report(answer.getStatusCode(), received, null);
      answer.dispose?.();
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
