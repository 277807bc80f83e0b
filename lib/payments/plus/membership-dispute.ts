/** Disputes about years of Plus, which the platform itself sold: in words, for buyer and operator. */
import { desc, eq, sql } from 'drizzle-orm';
import { plusOffer } from '../../catalog/plus';
import { firstLanguage, type Language } from '../../language/languages';
import type { DisputeRow, DisputeView } from '../../model/after-sale';
import { getDb } from '../../store/client';
import { memberships, users, type StoredDispute } from '../../store/schema';
import { disputeView } from '../after-sale/after-sale-view';
import { platformBooks } from '../reconcile/find-platform-differences';

export function membershipDispute(
  dispute: StoredDispute,
  language: Language = firstLanguage,
): DisputeView {
  return disputeView({ ...dispute, accountDisputeId: dispute.id }, 'Souk', language);
}

/** Those of the newest disputed years, as the operator sees them, and since when. */
export async function disputedMemberships(
  most: number,
): Promise<readonly { at: Date; row: DisputeRow }[]> {
  const db = await getDb();
  const rows = await db
    .select({ disputes: memberships.disputes, buyer: users.name })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.buyerId))
    .where(sql`${memberships.disputes} <> '[]'::jsonb`)
    .orderBy(desc(memberships.paidAt), desc(memberships.id))
    .limit(most);
  return rows.flatMap(({ disputes, buyer }) =>
    disputes.map((dispute) => ({
      at: new Date(dispute.createdAt),
      row: {
        ...membershipDispute(dispute),
        orderId: null,
        orderNumber: plusOffer.name,
        sellerId: null,
        seller: 'Souk',
        buyer,
        accountId: platformBooks,
      },
    })),
  );
}
