import { and, eq } from 'drizzle-orm';
import type { BuyerId } from '../model/ids';
import type { SellerUser } from '../model/views';
import { getDb } from '../store/client';
import { sellers, users } from '../store/schema';

/** The seller that this person works for, as their own row says now; null for everybody else. */
export async function readSeller(userId: BuyerId): Promise<SellerUser['seller'] | null> {
  const db = await getDb();
  const [seller] = await db
    .select({
      id: sellers.id,
      slug: sellers.slug,
      name: sellers.name,
      country: sellers.country,
      currency: sellers.currency,
      accountId: sellers.accountId,
    })
    .from(users)
    .innerJoin(sellers, eq(sellers.id, users.sellerId))
    .where(and(eq(users.id, userId), eq(users.role, 'seller')));
  return seller ?? null;
}
