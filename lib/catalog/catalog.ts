import 'server-only';
import { and, asc, count, eq, exists, inArray, isNull, sql, type SQL } from 'drizzle-orm';
import { firstLanguage, type Language } from '../language/languages';
import { wordsIn } from '../language/texts';
import type { BuyerId } from '../model/ids';
import { ratingOf } from '../model/review';
import type { ProductTile, ProductView, SellerView } from '../model/views';
import { getDb } from '../store/client';
import { products, reviews, sellers, variants } from '../store/schema';
import { keepsProduct } from './keeps-product';
import { isSlug } from './names';
import { categoryNames } from './seed/goods';
import type { CategorySlug } from './seed/shop-seed';
import { productTile, productView, sellerView, type VariantRow } from './views';

const categorySlugs = Object.keys(categoryNames) as CategorySlug[];

export interface ProductFilter {
  readonly category?: string | undefined;
  readonly sellerSlug?: string | undefined;
  readonly limit?: number | undefined;
  /** What the tiles say is said in; English when left out. */
  readonly language?: Language | undefined;
}

/** Products for tiles, one seller after the other in turn. Nothing matches: an empty list. */
export async function listProducts(filter: ProductFilter = {}): Promise<ProductTile[]> {
  if ([filter.category, filter.sellerSlug].some((slug) => slug && !isSlug(slug))) return [];
  const found = await readGoods(
    and(
      filter.category ? eq(products.category, filter.category) : undefined,
      filter.sellerSlug ? eq(sellers.slug, filter.sellerSlug) : undefined,
    ),
    filter.limit,
  );
  return found.map(({ product, seller, kinds, rating }) =>
    productTile(product, seller, kinds, rating, filter.language),
  );
}

/**
 * One product with its kinds and seller; null when there is none of that name. What its seller has
 * hidden is there for who has bought it alone.
 */
export async function readProduct(
  slug: string,
  language: Language = firstLanguage,
  viewer: BuyerId | null = null,
): Promise<ProductView | null> {
  if (!isSlug(slug)) return null;
  const named = eq(products.slug, slug);
  const [found] = viewer ? await readGoodsAndHidden(named, 1) : await readGoods(named, 1);
  if (!found) return null;
  const { product, seller, kinds, rating } = found;
  if (product.hiddenAt && !(viewer && (await keepsProduct(viewer, product.id)))) return null;
  return productView(product, seller, kinds, rating, language);
}

/** A seller and all it sells; null when there is none of that name. */
export async function readSellerAndGoods(
  slug: string,
  language: Language = firstLanguage,
): Promise<{ seller: SellerView; products: ProductTile[] } | null> {
  if (!isSlug(slug)) return null;
  const db = await getDb();
  const [seller] = await db.select().from(sellers).where(eq(sellers.slug, slug));
  if (!seller) return null;
  return {
    seller: sellerView(seller, language),
    products: await listProducts({ sellerSlug: slug, language }),
  };
}

/** Who sells something; a shop that has nothing yet is found by its own address only. */
export async function listSellers(language: Language = firstLanguage): Promise<SellerView[]> {
  const db = await getDb();
  const goods = db
    .select({ id: products.id })
    .from(products)
    .where(and(eq(products.sellerId, sellers.id), isNull(products.hiddenAt)));
  const rows = await db.select().from(sellers).where(exists(goods)).orderBy(asc(sellers.position));
  return rows.map((seller) => sellerView(seller, language));
}

/** The categories that hold something, with how much. */
export async function listCategories(
  language: Language = firstLanguage,
): Promise<{ slug: string; name: string; count: number }[]> {
  const t = wordsIn(language, 'shop');
  const db = await getDb();
  const rows = await db
    .select({ slug: products.category, count: count() })
    .from(products)
    .where(isNull(products.hiddenAt))
    .groupBy(products.category);
  const counts = new Map(rows.map((row) => [row.slug, row.count]));
  return categorySlugs
    .map((slug) => ({ slug, name: t(slug), count: counts.get(slug) ?? 0 }))
    .filter((category) => category.count > 0);
}

const ofProduct = sql`from ${reviews} where ${reviews.productId} = ${products.id}`;
const average = sql<number | null>`(select avg(${reviews.stars})::float8 ${ofProduct})`;
const reviewed = sql<number>`(select count(*)::int ${ofProduct})`;

/**
 * Products with their seller and kinds, in the order of the pages; what is hidden or has no kind is left
 * out, and so is a kind that is hidden.
 */
export function readGoods(where: SQL | undefined, limit = 200) {
  return readGoodsAndHidden(and(isNull(products.hiddenAt), where), limit);
}

async function readGoodsAndHidden(where: SQL | undefined, limit: number) {
  const db = await getDb();
  const found = await db
    .select({ product: products, seller: sellers, average, reviewed })
    .from(products)
    .innerJoin(sellers, eq(sellers.id, products.sellerId))
    .where(where)
    .orderBy(asc(products.position), asc(products.slug))
    .limit(limit);
  if (found.length === 0) return [];
  const ids = found.map(({ product }) => product.id);
  const kinds = await db
    .select()
    .from(variants)
    .where(and(inArray(variants.productId, ids), isNull(variants.hiddenAt)))
    .orderBy(asc(variants.position));
  return found
    .map((row) => ({
      ...row,
      rating: ratingOf(row.average, row.reviewed),
      kinds: kinds.filter((kind: VariantRow) => kind.productId === row.product.id),
    }))
    .filter((row) => row.kinds.length > 0);
}
