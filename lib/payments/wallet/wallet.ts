import 'server-only';
import { and, desc, eq, inArray } from 'drizzle-orm';
import { firstLanguage, type Language } from '../../language/languages';
import type { BuyerId } from '../../model/ids';
import type { SavedMethodView } from '../../model/views';
import { getDb } from '../../store/client';
import { savedMethods } from '../../store/schema';
import { faultText } from '../../stripe/failure';
import { findForeignMethods } from './find-foreign-methods';
import { finishOpenSetups } from './finish-setup';
import { finishRemovals } from './remove-method';
import { savedMethodView } from './saved-method-view';

/**
 * The buyer's saved methods, the default first, then the newest; those that cannot pay yet say so.
 * What died half-way is finished in the background: a removal (its card is not listed any more), and
 * a card that Stripe has and the browser did not tell us of (it is listed at the next look).
 */
export async function listWallet(
  buyerId: BuyerId,
  language: Language = firstLanguage,
): Promise<SavedMethodView[]> {
  const db = await getDb();
  const rows = await db
    .select()
    .from(savedMethods)
    .where(
      and(
        eq(savedMethods.buyerId, buyerId),
        inArray(savedMethods.status, ['active', 'verifying', 'unverified']),
      ),
    )
    .orderBy(desc(savedMethods.isDefault), desc(savedMethods.createdAt), desc(savedMethods.id));
  // Not waited for: the page does not hang on Stripe, and the next look shows what came of it.
  void finishRemovals(buyerId).catch((error: unknown) => {
    console.error(`[payments] a removal is not finished: ${faultText(error)}`);
  });
  void finishOpenSetups(buyerId).catch((error: unknown) => {
    console.error(`[payments] a card is not saved yet: ${faultText(error)}`);
  });
  void findForeignMethods(buyerId).catch((error: unknown) => {
    console.error(`[payments] the Customer was not looked at: ${faultText(error)}`);
  });
  return rows.map((row) => savedMethodView(row, language));
}
