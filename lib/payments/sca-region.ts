import { and, eq, isNotNull } from 'drizzle-orm';
import type { AccountId, BuyerId } from '../model/ids';
import { getDb } from '../store/client';
import { cartLines, carts, products, sellers, variants } from '../store/schema';
import { platformStripe } from '../stripe/platform-stripe';

// The European Economic Area and the United Kingdom, where strong customer authentication is law.
// https://docs.stripe.com/strong-customer-authentication
const scaCountries = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(
    ' ',
  ),
);

let platformCountry: Promise<string | null> | undefined;

/**
 * The account on whose behalf a card should be set up, or null. When the platform's country knows
 * no strong authentication but a seller's in the buyer's cart does, the set-up must follow the
 * seller's rules, or the first charge there would ask for the buyer again.
 * https://docs.stripe.com/connect/direct-charges-multiple-accounts
 */
export async function setupOnBehalfOf(buyerId: BuyerId): Promise<AccountId | null> {
  const db = await getDb();
  const found = await db
    .selectDistinct({
      accountId: sellers.accountId,
      country: sellers.country,
      position: sellers.position,
    })
    .from(carts)
    .innerJoin(cartLines, eq(cartLines.cartId, carts.id))
    .innerJoin(variants, eq(variants.id, cartLines.variantId))
    .innerJoin(products, eq(products.id, variants.productId))
    .innerJoin(sellers, eq(sellers.id, products.sellerId))
    .where(
      and(
        eq(carts.buyerId, buyerId),
        isNotNull(sellers.accountId),
        eq(sellers.chargesEnabled, true),
      ),
    )
    .orderBy(sellers.position);
  const seller = found.find(({ country }) => scaCountries.has(country));
  if (!seller?.accountId) return null;
  // It does not change, so it is asked once a process; a failed question is asked again.
  platformCountry ??= platformStripe()
    .accounts.retrieveOwn({ subject: { buyerId } })
    .then((account) => account.country ?? null)
    .catch((error: unknown) => {
      platformCountry = undefined;
      throw error;
    });
  const country = await platformCountry;
  return country && !scaCountries.has(country) ? seller.accountId : null;
}
