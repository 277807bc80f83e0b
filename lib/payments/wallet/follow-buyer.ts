import { eq } from 'drizzle-orm';
import type { BuyerId } from '../../model/ids';
import { getDb } from '../../store/client';
import { buyers, users } from '../../store/schema';
import { readFailure } from '../../stripe/failure';
import { platformStripe } from '../../stripe/platform-stripe';
import { answered, keyOfEdit } from '../../store/key-of-edit';

/**
 * Writes the buyer's name and e-mail into their Customer on the platform. Whoever was quicker, what
 * stands in our row in the end is what Stripe is told last. Throws when Stripe cannot be reached or
 * refuses; the job comes again. https://docs.stripe.com/api/customers/update
 */
export async function followBuyer(id: BuyerId): Promise<void> {
  let told: string | null = null;
  let renewed = false;
  for (;;) {
    const buyer = await readBuyer(id);
    if (!buyer?.platformCustomerId) return;
    const { platformCustomerId, ...details } = buyer;
    const now = JSON.stringify(details);
    if (now === told) return;
    const name = `customer-details:${id}`;
    const key = await keyOfEdit(name, details);
    try {
      const subject = { buyerId: id };
      await platformStripe().customers.update(platformCustomerId, details, { key, subject });
      told = now;
    } catch (error) {
      // Its key would be answered with that for a day.
      if (readFailure(error)?.kind !== 'unclear' || renewed) throw error;
      renewed = true;
    }
    await answered(name);
  }
}

async function readBuyer(id: BuyerId) {
  const db = await getDb();
  const [row] = await db
    .select({
      name: users.name,
      email: users.email,
      platformCustomerId: buyers.platformCustomerId,
    })
    .from(users)
    .innerJoin(buyers, eq(buyers.id, users.id))
    .where(eq(users.id, id));
  return row;
}
