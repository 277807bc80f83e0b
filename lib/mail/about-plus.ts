import { and, eq, inArray } from 'drizzle-orm';
import { plusOffer } from '../catalog/plus';
import { wordsIn } from '../language/texts';
import { cardName } from '../model/card-name';
import type { MembershipId } from '../model/ids';
import { boughtStates } from '../model/membership';
import { priceOf } from '../model/price';
import { getDb } from '../store/client';
import { memberships, savedMethods, users } from '../store/schema';
import { origin, readerOf, type Happened } from './happened';
import { plusMail } from './mail-text';

/** The receipt of a year of Plus, which the platform sells itself; null while it is not paid. */
export async function paidPlus(id: MembershipId): Promise<Happened | null> {
  const db = await getDb();
  const [found] = await db
    .select({
      row: memberships,
      method: { brand: savedMethods.brand, last4: savedMethods.last4 },
      buyer: { id: users.id, name: users.name, email: users.email, language: users.language },
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.buyerId))
    .leftJoin(savedMethods, eq(savedMethods.id, memberships.savedMethodId))
    .where(and(eq(memberships.id, id), inArray(memberships.state, [...boughtStates])));
  if (!found?.row.paidAt || !found.row.paidUntil) return null;
  const buyer = readerOf(found.buyer);
  const written = plusMail(
    {
      name: plusOffer.name,
      amount: priceOf(found.row, buyer.language),
      card: found.method && cardName(found.method, wordsIn(buyer.language, 'cards')),
      paidAt: found.row.paidAt.toISOString(),
      paidUntil: found.row.paidUntil.toISOString(),
      chargeId: found.row.platformChargeId,
    },
    buyer,
    origin(),
  );
  return { legId: null, buyer, written };
}
