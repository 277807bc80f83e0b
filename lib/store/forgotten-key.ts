import { sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

/**
 * True when Stripe may have forgotten a key that was stored at this moment. It forgets keys that are
 * at least a day old and would then take the same call for a new one; an hour earlier, for a call that
 * is on its way. https://docs.stripe.com/api/idempotent_requests
 */
export const isForgotten = (storedAt: PgColumn): SQL<boolean> =>
  sql<boolean>`coalesce(${storedAt} < now() - interval '23 hours', false)`;
