import { eq } from 'drizzle-orm';
import { statementNameOf } from '../catalog/statement';
import type { SellerId } from '../model/ids';
import { getDb } from '../store/client';
import { answered, keyOfEdit } from '../store/key-of-edit';
import { sellers } from '../store/schema';
import { platformStripe } from '../stripe/platform-stripe';

/**
 * Writes what a shop sells, and its name on statements, into its account. Whoever was quicker, what
 * stands in our row in the end is what Stripe is told last. Throws when Stripe cannot be reached or
 * refuses; the job comes again. https://docs.stripe.com/api/accounts/update
 */
export async function tellAccount(id: SellerId): Promise<void> {
  let told: string | null = null;
  for (;;) {
    const db = await getDb();
    const [seller] = await db.select().from(sellers).where(eq(sellers.id, id));
    if (!seller?.accountId || seller.leftAt) return;
    const details = {
      business_profile: { product_description: seller.tagline },
      settings: { card_payments: { statement_descriptor_prefix: statementNameOf(seller) } },
    };
    const now = JSON.stringify(details);
    if (now === told) return;
    const name = `account-details:${id}`;
    await platformStripe().accounts.update(seller.accountId, details, {
      key: await keyOfEdit(name, details),
      subject: { sellerId: id },
    });
    await answered(name);
    told = now;
  }
}
