import { and, eq } from 'drizzle-orm';
import type { BuyerId, SavedMethodId } from '../model/ids';
import { ok, refuse, type Result } from '../model/result';
import type { Db } from '../store/client';
import { savedMethods } from '../store/schema';
import { cardName, hasExpired } from './saved-method-view';

/**
 * A saved method of this buyer that may be charged now. Its row stays locked until the transaction
 * ends, so a card cannot be removed while an order with it is being written. An unknown card and
 * somebody else's are refused with the same words.
 */
export async function usableMethod(
  tx: Db,
  buyerId: BuyerId,
  id: SavedMethodId,
): Promise<Result<typeof savedMethods.$inferSelect, 'card_unusable'>> {
  const [row] = await tx
    .select()
    .from(savedMethods)
    .where(
      and(
        eq(savedMethods.id, id),
        eq(savedMethods.buyerId, buyerId),
        eq(savedMethods.status, 'active'),
      ),
    )
    .for('update');
  if (!row) {
    return refuse('card_unusable', 'This card is not in your wallet. Choose another card.');
  }
  if (hasExpired(row)) {
    return refuse('card_unusable', `${cardName(row)} has expired. Choose another card.`);
  }
  return ok(row);
}
