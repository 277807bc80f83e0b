import type { ErrorBody } from './contract';
import type { Form } from './form';

/** One call of the API as `GET /_emulator/requests` tells it. */
export interface LoggedRequest {
  /** `req_…` */
  readonly id: string;
  /** Unix milliseconds. */
  readonly at: number;
  readonly duration_ms: number;
  readonly method: string;
  readonly path: string;
  /** The query as sent, redacted. */
  readonly query: string;
  readonly platform: string | null;
  /** The `Stripe-Account` of the call, null when the platform acted for itself. */
  readonly account: string | null;
  readonly idempotency_key: string | null;
  readonly key: 'secret' | 'publishable' | 'none';
  /** Redacted: no card number, no check digits, no whole secret. */
  readonly parameters: Form;
  readonly status: number;
  readonly error: Pick<ErrorBody, 'type' | 'code' | 'message'> | null;
  readonly replayed: boolean;
  /** The fault that hit it. */
  readonly fault: string | null;
  readonly object_id: string | null;
}

export interface RequestFilter {
  readonly after?: string | undefined;
  readonly method?: string | undefined;
  /** `*` stands for any run of characters. */
  readonly path?: string | undefined;
  readonly account?: string | undefined;
  readonly platform?: string | undefined;
  readonly limit?: number | undefined;
}

const CAPACITY = 5_000;

/** How many characters of answers are kept for looking at. */
const ANSWERS_CAPACITY = 4_000_000;

/** The last calls, in memory. */
export class RequestLog {
  #entries: LoggedRequest[] = [];
  readonly #answers = new Map<string, string>();
  #answersLength = 0;

  /** `body` is the answer as sent, unredacted; the latest of them are kept. */
  add(entry: LoggedRequest, body = ''): void {
    this.#entries.push(entry);
    this.#answers.set(entry.id, body);
    this.#answersLength += body.length;
    // Trimmed in batches: an array's and a map's front are dear to cut off.
    if (this.#entries.length > CAPACITY * 1.2) this.#entries = this.#entries.slice(-CAPACITY);
    if (this.#answersLength > ANSWERS_CAPACITY * 1.2) this.#forgetAnswers();
  }

  #forgetAnswers(): void {
    for (const [id, body] of this.#answers) {
      if (this.#answersLength <= ANSWERS_CAPACITY) return;
      this.#answers.delete(id);
      this.#answersLength -= body.length;
    }
  }

  /** Oldest first; `after` names the last one already seen. */
  find(filter: RequestFilter): LoggedRequest[] {
    const entries = this.#entries.slice(-CAPACITY);
    const seen = filter.after ? entries.findIndex(({ id }) => id === filter.after) : -1;
    const matching = entries
      .slice(seen + 1)
      .filter(
        ({ method, path, account, platform }) =>
          (filter.method === undefined || filter.method.toUpperCase() === method) &&
          (filter.path === undefined || matchesPath(filter.path, path)) &&
          (filter.platform === undefined || filter.platform === platform) &&
          (filter.account === undefined || filter.account === (account ?? platform)),
      );
    return filter.limit === undefined ? matching : matching.slice(0, filter.limit);
  }

  /** The newest first. */
  latest(): LoggedRequest[] {
    return this.#entries.slice(-CAPACITY).reverse();
  }

  /** What a call was answered, unredacted; undefined when that is too long ago. */
  answerOf(id: string): string | undefined {
    return this.#answers.get(id);
  }

  /** Forgets the calls of one platform, or all. */
  clear(platform?: string): void {
    this.#entries = platform ? this.#entries.filter((entry) => entry.platform !== platform) : [];
    this.#answers.clear();
    this.#answersLength = 0;
  }
}

/** `/v1/customers/*` against a path. */
export function matchesPath(pattern: string, path: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(path);
}
