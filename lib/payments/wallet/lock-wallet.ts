import { asc, eq } from 'drizzle-orm';
import type { BuyerId } from '../../model/ids';
import type { Db } from '../../store/client';
import { buyers, savedMethods } from '../../store/schema';

/**
 * Locks a buyer's wallet until the transaction ends: the buyer, so that it changes in one place at a
 * time, then all that was saved, in the order in which an order locks its cards. Answers with the rows.
 */
export async function lockWallet(tx: Db, buyerId: BuyerId) {
  await tx.select().from(buyers).where(eq(buyers.id, buyerId)).for('no key update');
  return tx
    .select()
    .from(savedMethods)
    .where(eq(savedMethods.buyerId, buyerId))
    .orderBy(asc(savedMethods.id))
    .for('no key update');
}
