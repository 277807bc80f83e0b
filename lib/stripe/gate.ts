import { AsyncResource } from 'node:async_hooks';
import PQueue from 'p-queue';
import type { CallLimit } from '../config/stripe-limits';

/** Stripe counts the two apart. https://docs.stripe.com/rate-limits */
export type CallKind = 'read' | 'write';

/** Lets calls pass in the order they came, as many at once and within a window as its limit says. */
export class Gate {
  readonly #queues: Readonly<Record<CallKind, PQueue>>;
  readonly #held: Partial<Record<CallKind, { until: number; timer: NodeJS.Timeout }>> = {};

  constructor({ calls, atOnce }: CallLimit, windowMs: number) {
    const queue = () =>
      // Strict: no more than `calls` in any window, not only in those that begin with a full second.
      new PQueue({ concurrency: atOnce, intervalCap: calls, interval: windowMs, strict: true });
    this.#queues = { read: queue(), write: queue() };
  }

  /**
   * Runs `send` when its turn comes, in the async context of the caller. Rejects with the reason of
   * `waiting` when that is aborted first; what has begun is never cut off here.
   */
  run<Answer>(kind: CallKind, send: () => Promise<Answer>, waiting: AbortSignal): Promise<Answer> {
    // A queue runs a task in the context of whoever made room for it.
    return this.#queues[kind].add(AsyncResource.bind(send), { signal: waiting });
  }

  /** Nothing more of this kind begins for so long: Stripe has said that it is too much. */
  hold(kind: CallKind, ms: number): void {
    const held = this.#held[kind];
    const until = Date.now() + ms;
    if (held && held.until >= until) return;
    clearTimeout(held?.timer);
    const queue = this.#queues[kind];
    queue.pause();
    const timer = setTimeout(() => {
      delete this.#held[kind];
      queue.start();
    }, ms);
    this.#held[kind] = { until, timer };
  }
}
