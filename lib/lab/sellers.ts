import { asc, isNotNull } from 'drizzle-orm';
import type { AccountId, SellerId } from '../model/ids';
import { getDb } from '../store/client';
import { sellers } from '../store/schema';
import type { LabSeller } from './way';

export type LabSellerChoice = LabSeller & { readonly id: SellerId };

/** Who can be paid in the lab: every seller with an account. */
export async function labSellers(): Promise<LabSellerChoice[]> {
  const db = await getDb();
  const rows = await db
    .select({
      id: sellers.id,
      name: sellers.name,
      country: sellers.country,
      currency: sellers.currency,
      accountId: sellers.accountId,
    })
    .from(sellers)
    .where(isNotNull(sellers.accountId))
    .orderBy(asc(sellers.name), asc(sellers.id));
  return rows.map((row) => ({ ...row, accountId: row.accountId as AccountId }));
}
