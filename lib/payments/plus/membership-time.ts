/** Until when a buyer is a member of Plus, and from when on a year more may be bought. */
import { and, desc, eq, gt, sql } from 'drizzle-orm';
import { renewableDays } from '../../catalog/plus';
import type { BuyerId } from '../../model/ids';
import { getDb, type Db } from '../../store/client';
import { memberships } from '../../store/schema';

/** The end of what is paid, if that is still to come; null for who is no member (any more). */
export async function memberUntil(buyerId: BuyerId, tx?: Db): Promise<Date | null> {
  const db = tx ?? (await getDb());
  const [last] = await db
    .select({ until: memberships.paidUntil })
    .from(memberships)
    .where(
      and(
        eq(memberships.buyerId, buyerId),
        eq(memberships.state, 'paid'),
        gt(memberships.paidUntil, sql`now()`),
      ),
    )
    .orderBy(desc(memberships.paidUntil))
    .limit(1);
  return last?.until ?? null;
}

/** True for who is no member, or will soon be none. */
export function canBuy(until: Date | null, now = new Date()): boolean {
  return until === null || until.getTime() - now.getTime() < renewableDays * 86_400_000;
}
