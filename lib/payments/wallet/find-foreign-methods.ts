import { and, eq, isNotNull } from 'drizzle-orm';
import type { BuyerId, PlatformMethodId, SavedMethodId } from '../../model/ids';
import { isClonable } from '../../model/method-type';
import { limitRate, minutes, type Limit } from '../../security/rate-limit';
import { getDb } from '../../store/client';
import { newId } from '../../store/new-id';
import { buyers, savedMethods } from '../../store/schema';
import { platformStripe, type PlatformMethod } from '../../stripe/platform-stripe';

// They come seldom: from another integration on the same platform, or from before Souk.
const oneLook: Limit = { name: 'foreign:buyer', most: 1, windowMs: 10 * minutes };

/**
 * Looks at the buyer's Customer for methods that Souk did not save and that cannot be copied to a
 * seller (Link, SEPA …), so that the wallet can say so honestly. Cards of other integrations are left
 * alone: nobody has allowed Souk to charge them. Asks Stripe now and then; throws when it cannot be
 * reached. https://docs.stripe.com/api/payment_methods/customer_list
 */
export async function findForeignMethods(buyerId: BuyerId): Promise<void> {
  const db = await getDb();
  const [buyer] = await db
    .select({ customerId: buyers.platformCustomerId })
    .from(buyers)
    .where(and(eq(buyers.id, buyerId), isNotNull(buyers.platformCustomerId)));
  if (!buyer?.customerId || limitRate(oneLook, buyerId)) return;
  const methods = await platformStripe().customers.listMethods(buyer.customerId, {
    subject: { buyerId },
  });
  const foreign = methods.filter(({ type }) => !isClonable(type));
  if (foreign.length === 0) return;
  await db
    .insert(savedMethods)
    .values(foreign.map((method) => rowOf(buyerId, method)))
    .onConflictDoNothing({ target: savedMethods.platformMethodId });
}

function rowOf(buyerId: BuyerId, method: PlatformMethod): typeof savedMethods.$inferInsert {
  return {
    id: newId<SavedMethodId>('sm'),
    buyerId,
    platformMethodId: method.id satisfies PlatformMethodId,
    type: method.type,
    brand: method.type,
    last4: last4Of(method),
    isDefault: false,
    // Souk asked for none, and never charges it.
    consentVersion: 'none',
    consentAt: new Date(),
    createdAt: new Date(method.created * 1000),
  };
}

/** Of those that have a number at all. */
function last4Of(method: PlatformMethod): string {
  const { sepa_debit, au_becs_debit, bacs_debit, acss_debit } = method;
  return (sepa_debit ?? au_becs_debit ?? bacs_debit ?? acss_debit)?.last4 ?? '';
}
