import type { Planned } from '../billing/moment';

/**
 * What the core keeps for itself, beside Stripe's objects and in the same journal: so that a
 * replayed answer, a running timer and an undelivered event survive a crash like everything else.
 */

/** The answer of the first request with an `Idempotency-Key`. Its `id` is the key itself. */
export interface IdempotentAnswer {
  readonly id: string;
  readonly object: 'idempotent_answer';
  readonly method: string;
  readonly path: string;
  /** SHA-256 of the parameters, so that nothing of them is kept twice. */
  readonly fingerprint: string;
  readonly request: string;
  readonly status: number;
  /** The body as it was sent, byte for byte. */
  readonly body: string;
  /** Unix seconds. */
  readonly created: number;
}

/** Work to be done later: `tasks[task]` of a resource, on the account the timer is kept in. */
export interface Timer {
  readonly id: string;
  readonly object: 'timer';
  /** Unix milliseconds by the emulator's clock. */
  readonly due: number;
  readonly task: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** The same by a test clock, which stands still until it is advanced. */
export interface ClockTimer extends Planned {
  readonly id: string;
  readonly object: 'clock_timer';
  readonly clock: string;
}

/** One try to hand an event to an endpoint. */
export interface DeliveryAttempt {
  /** Unix milliseconds. */
  readonly at: number;
  readonly duration_ms: number;
  /** The endpoint's HTTP status, null when there was no answer. */
  readonly status: number | null;
  readonly error: string | null;
  /** The start of what the endpoint answered; null when there was no answer. */
  readonly response_body?: string | null;
  /** `manual` when somebody asked for it (a resend), and not counted among the retries. */
  readonly trigger?: 'automatic' | 'manual';
}

/** One event on its way to one endpoint. Kept in the event's account. */
export interface Delivery {
  readonly id: string;
  readonly object: 'delivery';
  /** When the event was written, in Unix milliseconds. */
  readonly planned_at: number;
  readonly event: { readonly id: string; readonly type: string; readonly account: string };
  /** `owner` is the account the endpoint was registered on. */
  readonly endpoint: { readonly id: string; readonly url: string; readonly owner: string };
  readonly status: 'pending' | 'delivered' | 'failed';
  readonly attempts: readonly DeliveryAttempt[];
  /** Unix milliseconds, null when nothing more is planned. */
  readonly next_attempt_at: number | null;
  /** `manual` for a resend by API: tried once, beside what came before. */
  readonly trigger?: 'automatic' | 'manual';
  /** The fault that doubled, delayed or held it back. */
  readonly fault?: string | null;
}

/** How far the emulator's clock was put forward. The only one, kept in an account of its own. */
export interface ClockOffset {
  readonly id: 'clock';
  readonly object: 'clock';
  /** Milliseconds. */
  readonly offset: number;
}

export interface SystemKinds {
  clock: { object: ClockOffset; hidden: null };
  clock_timer: { object: ClockTimer; hidden: null };
  delivery: { object: Delivery; hidden: null };
  idempotent_answer: { object: IdempotentAnswer; hidden: null };
  timer: { object: Timer; hidden: null };
}
