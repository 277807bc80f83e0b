import { planOf } from '../model/plan';
import { priceOf } from '../model/price';
import type { Rating } from '../model/review';
import type { ProductTile, ProductView, SellerView, VariantView } from '../model/views';
import { statementNameOf } from './statement';
import type { products, sellers, variants } from '../store/schema';

export type SellerRow = typeof sellers.$inferSelect;
export type ProductRow = typeof products.$inferSelect;
export type VariantRow = typeof variants.$inferSelect;

/** At this many pieces or fewer the page says how many are left. */
export const fewLeft = 5;

/** Said of a plan that its seller's account does not have yet. */
export const unready = 'This plan is still being set up and cannot be subscribed to yet.';

/** True of a plan whose Price was not made on its seller's account so far. */
export function isUnready(variant: Pick<VariantRow, 'interval' | 'accountPriceId'>): boolean {
  return variant.interval !== null && variant.accountPriceId === null;
}

const countryNames = new Intl.DisplayNames('en', { type: 'region' });

/** Why a seller cannot be paid now, in words; null when it can. */
function whyCannotBePaid(seller: SellerRow): string | null {
  const { name, accountId, leftAt, requirements, detailsSubmitted, chargesEnabled } = seller;
  if (leftAt) return `${name} has left Souk. Their goods stay to be seen, but cannot be bought.`;
  if (accountId && chargesEnabled) return null;
  const isBeginning = !accountId || (requirements !== null && !detailsSubmitted);
  return isBeginning
    ? `${name} is still being set up and cannot be paid yet.`
    : `${name} cannot take payments at the moment.`;
}

export function sellerView(seller: SellerRow): SellerView {
  return {
    id: seller.id,
    slug: seller.slug,
    name: seller.name,
    tagline: seller.tagline,
    about: seller.about,
    place: seller.place,
    country: seller.country,
    countryName: countryNames.of(seller.country) ?? seller.country,
    currency: seller.currency,
    picture: seller.picture,
    accountId: seller.accountId,
    statement: statementNameOf(seller),
    cannotBePaid: whyCannotBePaid(seller),
  };
}

function variantView(variant: VariantRow): VariantView {
  const { stock } = variant;
  return {
    id: variant.id,
    name: variant.name,
    price: priceOf(variant),
    plan: planOf(variant),
    unready: isUnready(variant) ? unready : null,
    soldOut: stock !== null && stock <= 0,
    left: stock !== null && stock > 0 && stock <= fewLeft ? stock : null,
  };
}

/** `kinds` are all variants of the product, at least one. */
export function productTile(
  product: ProductRow,
  seller: SellerRow,
  kinds: readonly VariantRow[],
  rating: Rating | null = null,
): ProductTile {
  const [cheapest] = [...kinds].sort((one, other) => one.amount - other.amount);
  if (!cheapest) throw new Error(`${product.slug} has no kinds`);
  const { slug, name, country, countryName } = sellerView(seller);
  return {
    slug: product.slug,
    name: product.name,
    picture: product.picture,
    category: product.category,
    price: priceOf({ amount: cheapest.amount, currency: seller.currency }),
    from: kinds.some(({ amount }) => amount !== cheapest.amount),
    plan: planOf(cheapest),
    soldOut: kinds.every(({ stock }) => stock !== null && stock <= 0),
    rating,
    seller: { slug, name, country, countryName },
  };
}

export function productView(
  product: ProductRow,
  seller: SellerRow,
  kinds: readonly VariantRow[],
  rating: Rating | null = null,
): ProductView {
  return {
    ...productTile(product, seller, kinds, rating),
    description: product.description,
    details: product.details,
    delivery: product.delivery,
    variants: kinds.map(variantView),
    seller: sellerView(seller),
  };
}
