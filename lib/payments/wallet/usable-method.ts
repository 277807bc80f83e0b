import { and, eq, inArray } from 'drizzle-orm';
import { englishWords } from '../../language/texts';
import { cardName } from '../../model/card-name';
import type { BuyerId, PlatformCustomerId, SavedMethodId } from '../../model/ids';
import { whyNotClonable } from '../../model/method-type';
import { ok, refuse, type Result } from '../../model/result';
import type { Db } from '../../store/client';
import { buyers, savedMethods } from '../../store/schema';
import { hasExpired } from './saved-method-view';

/** A saved method together with the Customer that it hangs on. */
export type UsableMethod = typeof savedMethods.$inferSelect & {
  readonly platformCustomerId: PlatformCustomerId | null;
};

/**
 * These saved methods of this buyer, all of which may be charged now. Their rows stay locked until
 * the transaction ends, so a card cannot be removed while an order with it is being written. An
 * unknown card and somebody else's are refused with the same words.
 */
export async function usableMethods(
  tx: Db,
  buyerId: BuyerId,
  ids: readonly SavedMethodId[],
): Promise<Result<ReadonlyMap<SavedMethodId, UsableMethod>, 'card_unusable'>> {
  const rows = await tx
    .select({ method: savedMethods, platformCustomerId: buyers.platformCustomerId })
    .from(savedMethods)
    .innerJoin(buyers, eq(buyers.id, savedMethods.buyerId))
    .where(
      and(
        inArray(savedMethods.id, [...ids]),
        eq(savedMethods.buyerId, buyerId),
        eq(savedMethods.status, 'active'),
      ),
    )
    // Always in the same order, so that two orders of one buyer cannot wait for each other.
    .orderBy(savedMethods.id)
    .for('no key update', { of: savedMethods });
  const found = new Map(
    rows.map(({ method, platformCustomerId }) => [method.id, { ...method, platformCustomerId }]),
  );
  for (const id of ids) {
    const method = found.get(id);
    if (!method) {
      return refuse(
        'card_unusable',
        'It is not in your wallet any more. Choose something else to pay with.',
      );
    }
    const why = whyNotClonable(method.type, englishWords('cards'));
    if (why) return refuse('card_unusable', why);
    if (hasExpired(method)) {
      return refuse(
        'card_unusable',
        `${cardName(method, englishWords('cards'))} has expired. Choose something else to pay with.`,
      );
    }
  }
  return ok(found);
}
