/**
 * `customer.source.expiring`: "whenever a card or source will expire at the end of the month"
 * (docs.stripe.com/api/events/types#event_types-customer.source.expiring).
 */
import type { Context } from '../server/contract';
import { savedBy, type Saved } from './saved-sources';

interface Expiry {
  readonly month: number;
  readonly year: number;
}

/** Until when a saved source is good; null for those that do not expire. */
function expiryOf(saved: Saved): Expiry | null {
  const card = saved.object === 'card' ? saved : saved.object === 'source' ? saved.card : undefined;
  const { exp_month, exp_year } = card ?? {};
  return exp_month && exp_year ? { month: exp_month, year: exp_year } : null;
}

/**
 * Plans the event at the beginning of the source's last month; none for one whose last month has
 * begun (unconfirmed). To be called when it is saved and when its expiry changes.
 */
export function planExpiryNotice(context: Context, customer: string, saved: Saved): void {
  const expiry = expiryOf(saved);
  if (!expiry) return;
  const delay = Date.UTC(expiry.year, expiry.month - 1, 1) - context.nowMs();
  if (delay <= 0) return;
  context.schedule(delay, 'source_expiring', { customer, source: saved.id, ...expiry });
}

/** The task of that. A source that is gone, or good for longer by now, is not told of. */
export function tellExpiring(
  context: Context,
  { customer, source, ...planned }: Expiry & { customer: string; source: string },
): void {
  const saved = savedBy(context, customer, source);
  const expiry = saved ? expiryOf(saved) : null;
  if (expiry?.month !== planned.month || expiry.year !== planned.year) return;
  context.emit('customer.source.expiring', saved ?? {});
}
