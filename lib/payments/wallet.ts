import 'server-only';
import { and, desc, eq } from 'drizzle-orm';
import type { BuyerId } from '../model/ids';
import type { SavedMethodView } from '../model/views';
import { getDb } from '../store/client';
import { savedMethods } from '../store/schema';
import { faultText } from '../stripe/failure';
import { finishRemovals } from './remove-method';
import { savedMethodView } from './saved-method-view';

/**
 * The buyer's usable saved methods, the default first, then the newest. A removal that died half-way
 * is finished in the background; such a card is not listed any more.
 */
export async function listWallet(buyerId: BuyerId): Promise<SavedMethodView[]> {
  const db = await getDb();
  const rows = await db
    .select()
    .from(savedMethods)
    .where(and(eq(savedMethods.buyerId, buyerId), eq(savedMethods.status, 'active')))
    .orderBy(desc(savedMethods.isDefault), desc(savedMethods.createdAt), desc(savedMethods.id));
  void finishRemovals(buyerId).catch((error: unknown) => {
    console.error(`[payments] a removal is not finished: ${faultText(error)}`);
  });
  return rows.map((row) => savedMethodView(row));
}
