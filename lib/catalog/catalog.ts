import 'server-only';
import { and, asc, count, eq, exists, inArray, isNull, sql, type SQL } from 'drizzle-orm';
import { firstLanguage, type Language } from '../language/languages';
import { wordsIn } from '../language/texts';
import type { BuyerId } from '../model/ids';
import { pageAmong } from '../model/paging';
import { ratingOf } from '../model/review';
import type { GoodsView, ProductTile, ProductView, SellerView } from '../model/views';
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
  /** What the tiles say is said in; English when left out. */
  readonly language?: Language | undefined;
}

/** Fills the rows of the grid, whether two, three or four stand beside one another. */
export const goodsOfPage = 60;

/**
 * The first products of all, as tiles, in the order of their places: those of the demo, one seller after
 * the other in turn; behind them what sellers put into the shop. Nothing matches: an empty list.
 */
export async function listProducts({
  limit = goodsOfPage,
  ...filter
}: ProductFilter & { readonly limit?: number } = {}): Promise<ProductTile[]> {
  const where = isAskedFor(filter);
  if (!where) return [];
  return (await readGoods(where, limit)).map((row) => tileOf(row, filter.language));
}

/** A page of them; a page beyond the last is the last. */
export async function pageOfProducts({
  page,
  ...filter
}: ProductFilter & { readonly page: number }): Promise<GoodsView> {
  const where = isAskedFor(filter);
  const { view, offset } = pageAmong(where ? await countGoods(where) : 0, goodsOfPage, page);
  const found = where ? await readGoods(where, goodsOfPage, offset) : [];
  return { products: found.map((row) => tileOf(row, filter.language)), ...view };
}

/** Null when nothing can be called like that. */
function isAskedFor({ category, sellerSlug }: ProductFilter): SQL | null {
  if ([category, sellerSlug].some((slug) => slug && !isSlug(slug))) return null;
  const where = and(
    isShown,
    category ? eq(products.category, category) : undefined,
    sellerSlug ? eq(sellers.slug, sellerSlug) : undefined,
  );
  return where ?? null;
}

/** The names of all products in their addresses. */
export async function listProductSlugs(): Promise<string[]> {
  const db = await getDb();
  const rows = await db
    .select({ slug: products.slug })
    .from(products)
    .where(isShown)
    .orderBy(asc(products.position), asc(products.slug));
  return rows.map(({ slug }) => slug);
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
  const [found] = await readGoods(and(viewer ? hasKind : isShown, named), 1);
  if (!found) return null;
  const { product, seller, kinds, rating } = found;
  if (product.hiddenAt && !(viewer && (await keepsProduct(viewer, product.id)))) return null;
  return productView(product, seller, kinds, rating, language);
}

/** A seller, as their page shows them; null when there is none of that name. */
export async function readShop(
  slug: string,
  language: Language = firstLanguage,
): Promise<SellerView | null> {
  if (!isSlug(slug)) return null;
  const db = await getDb();
  const [seller] = await db.select().from(sellers).where(eq(sellers.slug, slug));
  return seller ? sellerView(seller, language) : null;
}

/** Who sells something; a shop that has nothing yet is found by its own address only. */
export async function listSellers(language: Language = firstLanguage): Promise<SellerView[]> {
  const db = await getDb();
  const goods = db
    .select({ id: products.id })
    .from(products)
    .where(and(eq(products.sellerId, sellers.id), isShown));
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
    .where(isShown)
    .groupBy(products.category);
  const counts = new Map(rows.map((row) => [row.slug, row.count]));
  return categorySlugs
    .map((slug) => ({ slug, name: t(slug), count: counts.get(slug) ?? 0 }))
    .filter((category) => category.count > 0);
}

const ofProduct = sql`from ${reviews} where ${reviews.productId} = ${products.id}`;
const average = sql<number | null>`(select avg(${reviews.stars})::float8 ${ofProduct})`;
const reviewed = sql<number>`(select count(*)::int ${ofProduct})`;

const hasKind = sql`exists (
  select 1 from ${variants}
  where ${variants.productId} = ${products.id} and ${variants.hiddenAt} is null
)`;

/** True of what is in the shop: neither hidden nor without a kind that is there. */
const isShown = and(isNull(products.hiddenAt), hasKind);

async function countGoods(where: SQL): Promise<number> {
  const db = await getDb();
  const [found] = await db
    .select({ count: count() })
    .from(products)
    .innerJoin(sellers, eq(sellers.id, products.sellerId))
    .where(where);
  return found?.count ?? 0;
}

/** The first goods of the whole shop, with all that a search looks at. */
export const readShownGoods = (limit: number) => readGoods(isShown, limit);

/** Products with their seller and the kinds that are not hidden, in the order of the pages. */
async function readGoods(where: SQL | undefined, limit: number, offset = 0) {
  const db = await getDb();
  const found = await db
    .select({ product: products, seller: sellers, average, reviewed })
    .from(products)
    .innerJoin(sellers, eq(sellers.id, products.sellerId))
    .where(where)
    .orderBy(asc(products.position), asc(products.slug))
    .limit(limit)
    .offset(offset);
  if (found.length === 0) return [];
  const ids = found.map(({ product }) => product.id);
  const kinds = await db
    .select()
    .from(variants)
    .where(and(inArray(variants.productId, ids), isNull(variants.hiddenAt)))
    .orderBy(asc(variants.position));
  return found.map((row) => ({
    ...row,
    rating: ratingOf(row.average, row.reviewed),
    kinds: kinds.filter((kind: VariantRow) => kind.productId === row.product.id),
  }));
}

const tileOf = (
  { product, seller, kinds, rating }: Awaited<ReturnType<typeof readGoods>>[number],
  language: Language | undefined,
) => productTile(product, seller, kinds, rating, language);
