import { eq, sql } from 'drizzle-orm';
import { sendJob } from '../jobs/send-job';
import type { SellerUser } from '../model/views';
import { writeAct } from '../store/acts';
import { withTx } from '../store/client';
import { sellers } from '../store/schema';
import type { ShopWords } from './requests';

/**
 * Changes what a shop says of itself: here at once, and its account, which knows what it sells and how
 * it is called on statements, by a job of the same transaction.
 */
export async function changeShop(
  { id, seller }: Pick<SellerUser, 'id' | 'seller'>,
  { statementName, ...words }: ShopWords,
): Promise<void> {
  await withTx(async (tx) => {
    await tx
      .update(sellers)
      .set({ ...words, statementName: statementName || null, editedAt: sql`now()` })
      .where(eq(sellers.id, seller.id));
    await writeAct(tx, { id, role: 'seller' }, 'shop_changed', { sellerId: seller.id });
    await sendJob('tell-account', { sellerId: seller.id });
  });
}
