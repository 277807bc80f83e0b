import { countryName } from '../language/formats';
import { firstLanguage, type Language } from '../language/languages';
import { wordsIn } from '../language/texts';
import { planOf } from '../model/plan';
import { priceOf } from '../model/price';
import type { Rating } from '../model/review';
import type { ProductTile, ProductView, SellerView, VariantView } from '../model/views';
import { statementNameOf } from './statement';
import type { products, sellers, variants } from '../store/schema';

export type SellerRow = typeof sellers.$inferSelect;
export type ProductRow = typeof products.$inferSelect;
export type VariantRow = typeof variants.$inferSelect;

/** All pictures of a product, as its page shows them. */
export const picturesOf = ({ picture, morePictures }: ProductRow): readonly string[] => [
  picture,
  ...morePictures,
];

/** At this many pieces or fewer the page says how many are left. */
export const fewLeft = 5;

/** True of a plan whose Price was not made on its seller's account so far. */
export function isUnready(variant: Pick<VariantRow, 'interval' | 'accountPriceId'>): boolean {
  return variant.interval !== null && variant.accountPriceId === null;
}

/** Why a seller cannot be paid now, in words; null when it can. */
function whyCannotBePaid(seller: SellerRow, language: Language): string | null {
  const t = wordsIn(language, 'shop');
  const { name, accountId, leftAt, requirements, detailsSubmitted, chargesEnabled } = seller;
  if (leftAt) return t('hasLeft', { name });
  if (accountId && chargesEnabled) return null;
  const isBeginning = !accountId || (requirements !== null && !detailsSubmitted);
  return isBeginning ? t('isBeginning', { name }) : t('takesNoPayments', { name });
}

export function sellerView(seller: SellerRow, language: Language = firstLanguage): SellerView {
  return {
    id: seller.id,
    slug: seller.slug,
    name: seller.name,
    tagline: seller.tagline,
    about: seller.about,
    place: seller.place,
    country: seller.country,
    countryName: countryName(seller.country, language),
    currency: seller.currency,
    picture: seller.picture,
    accountId: seller.accountId,
    statement: statementNameOf(seller),
    cannotBePaid: whyCannotBePaid(seller, language),
  };
}

function variantView(variant: VariantRow, language: Language): VariantView {
  const { stock } = variant;
  return {
    id: variant.id,
    name: variant.name,
    price: priceOf(variant, language),
    plan: planOf(variant, wordsIn(language, 'plan')),
    unready: isUnready(variant) ? wordsIn(language, 'shop')('unready') : null,
    soldOut: stock !== null && stock <= 0,
    left: stock !== null && stock > 0 && stock <= fewLeft ? stock : null,
  };
}

/** `kinds` are what can be chosen of the product, at least one. */
export function productTile(
  product: ProductRow,
  seller: SellerRow,
  kinds: readonly VariantRow[],
  rating: Rating | null = null,
  language: Language = firstLanguage,
): ProductTile {
  const [cheapest] = [...kinds].sort((one, other) => one.amount - other.amount);
  if (!cheapest) throw new Error(`${product.slug} has no kinds`);
  const { slug, name, country, countryName, cannotBePaid } = sellerView(seller, language);
  return {
    slug: product.slug,
    name: product.name,
    picture: product.picture,
    category: product.category,
    price: priceOf({ amount: cheapest.amount, currency: seller.currency }, language),
    from: kinds.some(({ amount }) => amount !== cheapest.amount),
    plan: planOf(cheapest, wordsIn(language, 'plan')),
    soldOut: kinds.every(({ stock }) => stock !== null && stock <= 0),
    closed: cannotBePaid !== null,
    rating,
    seller: { slug, name, country, countryName },
  };
}

export function productView(
  product: ProductRow,
  seller: SellerRow,
  kinds: readonly VariantRow[],
  rating: Rating | null = null,
  language: Language = firstLanguage,
): ProductView {
  return {
    ...productTile(product, seller, kinds, rating, language),
    description: product.description,
    pictures: picturesOf(product),
    pictureTexts: product.pictureTexts,
    details: product.details,
    delivery: product.delivery,
    variants: kinds.map((kind) => variantView(kind, language)),
    seller: sellerView(seller, language),
    offered: product.hiddenAt === null,
  };
}
