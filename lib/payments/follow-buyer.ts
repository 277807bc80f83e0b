import { eq } from 'drizzle-orm';
import type { BuyerId } from '../model/ids';
import { getDb } from '../store/client';
import { buyers, users } from '../store/schema';
import { platformStripe } from '../stripe/platform-stripe';
import { answered, keyOfEdit } from '../store/key-of-edit';

/**
 * Writes the buyer's name and e-mail into their Customer on the platform. Whoever was quicker, what
 * stands in our row in the end is what Stripe is told last. Throws when Stripe cannot be reached or
 * refuses; the job comes again. https://docs.stripe.com/api/customers/update
 */
export async function followBuyer(id: BuyerId): Promise<void> {
  let told: string | null = null;
  for (;;) {
    const buyer = await readBuyer(id);
    if (!buyer?.platformCustomerId) return;
    const { platformCustomerId, ...details } = buyer;
    const now = JSON.stringify(details);
    if (now === told) return;
    const name = `customer-details:${id}`;
    await platformStripe().customers.update(platformCustomerId, details, {
      key: await keyOfEdit(name, details),
      subject: { buyerId: id },
    });
    await answered(name);
    told = now;
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
