import type { Change } from '../store/state';
import type { Delivery } from '../store/system-kinds';

const DAY = 24 * 60 * 60;

/** How long the answer to an `Idempotency-Key` is replayed (docs.stripe.com/api/idempotent_requests). */
export const IDEMPOTENCY_SECONDS = DAY;

/** How long events can be read (docs.stripe.com/api/events). */
export const EVENT_SECONDS = 30 * DAY;

/** What a snapshot may leave behind at `now` (Unix milliseconds). */
export function expired(change: Change, now: number): boolean {
  if (change.op === 'remove') return true;
  const { object } = change.entry;
  const age = now / 1000 - (typeof object.created === 'number' ? object.created : now / 1000);
  if (change.kind === 'idempotent_answer') return age > IDEMPOTENCY_SECONDS;
  if (change.kind === 'event') return age > EVENT_SECONDS;
  if (change.kind === 'delivery') {
    const { status, attempts } = object as unknown as Delivery;
    const last = attempts.at(-1)?.at ?? now;
    return status !== 'pending' && now - last > EVENT_SECONDS * 1000;
  }
  return false;
}
