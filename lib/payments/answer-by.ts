import { sql } from 'drizzle-orm';
import { attempts, legs, orders } from '../store/schema';

/** How long a bank's question about a leg may stay unanswered, by the policy of its order. */
export const patience = {
  each_on_its_own: sql`interval '1 day'`,
  /** So long the others stay held for it. */
  all_or_nothing: sql`interval '1 hour'`,
} as const;

/**
 * Until when the buyer may answer it: what is said to them, and no leg is given up before. For a
 * statement that has legs, orders and the attempt that counts now.
 */
export const answerBy = sql`case ${orders.policy}
  when 'all_or_nothing' then ${patience.all_or_nothing} + (
    select max(leg.updated_at) from ${legs} leg where leg.order_id = ${orders.id}
  )
  else ${attempts.createdAt} + ${patience.each_on_its_own} end`.mapWith(attempts.createdAt);
