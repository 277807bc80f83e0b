/** Words of webhooks. */
import { assertNever } from './assert-never';

/** The two that Souk has: events of the platform's own, and of the accounts connected to it. */
export const webhookEndpoints = ['platform', 'connect'] as const;
export type WebhookEndpoint = (typeof webhookEndpoints)[number];

export const otherEndpoint = (endpoint: WebhookEndpoint): WebhookEndpoint =>
  endpoint === 'platform' ? 'connect' : 'platform';

/** One that answers 503 to every delivery, as it has no signing secret. */
export interface ShutEndpoint {
  readonly path: string;
  /** The environment variable that is to hold it. */
  readonly variable: string;
}

/**
 * Why deliveries were refused: signed with the secret of the other endpoint; with the right one, but more
 * than five minutes ago by our clock; rightly, and are no event; or by nobody we know.
 */
export type RefusalCause = 'other_secret' | 'clock' | 'no_event' | 'unknown';

/** An endpoint whose newest deliveries were all refused. */
export interface RefusingEndpoint extends ShutEndpoint {
  /** The variable of the other endpoint. */
  readonly otherVariable: string;
  readonly cause: RefusalCause;
  /** How many since the last that was taken. */
  readonly refused: number;
  /** As in ISO 8601. */
  readonly refusedAt: string;
  /** Null when none was ever taken. */
  readonly takenAt: string | null;
}

/**
 * Where an event stands: `received` until it was handled, however often that was tried; `failed` once
 * no more tries come by themselves.
 */
export type EventState = 'received' | 'handled' | 'ignored' | 'failed';

/**
 * Why nothing is done about an event. Somebody should look at the last two: they are about somebody
 * else's account, or about money of the other mode.
 */
export type EventIgnored = 'unknown_type' | 'not_ours' | 'foreign_account' | 'wrong_mode';

/**
 * Whether an event may be handled once more: what it is about is read anew, and comes out as it
 * stands. One that waits is handled at once. One of the other mode, or of a kind that nobody handles,
 * stays aside.
 */
export function canHandleAgain({
  state,
  ignored,
}: {
  readonly state: EventState;
  readonly ignored: EventIgnored | null;
}): boolean {
  switch (state) {
    case 'received':
    case 'handled':
    case 'failed':
      return true;
    case 'ignored':
      return ignored === 'not_ours' || ignored === 'foreign_account';
    default:
      return assertNever(state);
  }
}
