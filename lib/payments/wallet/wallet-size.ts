import { and, count, eq, ne } from 'drizzle-orm';
import { refuseTelling } from '../../security/refusal';
import type { BuyerId } from '../../model/ids';
import type { Db } from '../../store/client';
import { savedMethods } from '../../store/schema';

/** How many cards one wallet holds, those being removed included. */
export const mostMethods = 20;

/** The buyer's cards that are not removed for good. */
export async function countMethods(db: Db, buyerId: BuyerId): Promise<number> {
  const [row] = await db
    .select({ kept: count() })
    .from(savedMethods)
    .where(and(eq(savedMethods.buyerId, buyerId), ne(savedMethods.status, 'removed')));
  return row?.kept ?? 0;
}

/** The refusal of one card more. */
export function walletFull() {
  return refuseTelling('wallet_full', 'wallet_full_most', { most: mostMethods });
}
