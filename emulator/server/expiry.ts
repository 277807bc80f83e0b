import type { Change } from '../store/state';
import type { Delivery } from '../store/system-kinds';

const DAY = 24 * 60 * 60;

/** How long the answer to an `Idempotency-Key` is replayed (docs.stripe.com/api/idempotent_requests). */
export const IDEMPOTENCY_SECONDS = DAY;

/** How long events can be read (docs.stripe.com/api/events). */
export const EVENT_SECONDS = 30 * DAY;

/** How long a previewed invoice can be looked at (docs.stripe.com/invoicing/preview). */
export const PREVIEW_SECONDS = 3 * DAY;

/** What need not be kept any longer at `now` (Unix milliseconds). */
export function expired(change: Change, now: number): boolean {
  if (change.op === 'remove') return true;
  const { kind, entry } = change;
  if (kind === 'idempotent_answer') return now / 1000 - entry.created > IDEMPOTENCY_SECONDS;
  if (kind === 'event') return now / 1000 - entry.created > EVENT_SECONDS;
  if (kind === 'invoice_preview') return now / 1000 - entry.created > PREVIEW_SECONDS;
  // Nothing else is looked into: it would have to be read for that.
  if (kind !== 'delivery') return false;
  const { status, attempts } = entry.object as unknown as Delivery;
  const last = attempts.at(-1)?.at ?? now;
  return status !== 'pending' && now - last > EVENT_SECONDS * 1000;
}
