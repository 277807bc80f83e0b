import 'server-only';
import { and, count, desc, eq, ne, sql, type SQL } from 'drizzle-orm';
import type { BuyerId } from '../model/ids';
import { pageAmong } from '../model/paging';
import { ratingOf, type ReviewsView, type ReviewView } from '../model/review';
import { getDb } from '../store/client';
import { products, reviews, users } from '../store/schema';
import { isSlug } from './names';
import { mayReview } from './review-product';

const averageOf = sql<number | null>`avg(${reviews.stars})::float8`;

const reviewsOfPage = 20;

/**
 * What was said about a product: first what whoever looks has said, on each page, then a page of what
 * others have, the newest first. Unknown: nothing was.
 */
export async function readReviews(
  slug: string,
  viewer: BuyerId | null,
  page = 1,
): Promise<ReviewsView> {
  const none: ReviewsView = {
    ...{ rating: null, reviews: [], may: 'signed_out', mine: null },
    ...{ page: 1, pages: 1, count: 0 },
  };
  if (!isSlug(slug)) return none;
  const db = await getDb();
  const [product] = await db.select().from(products).where(eq(products.slug, slug));
  if (!product) return none;
  const ofProduct = eq(reviews.productId, product.id);
  const [all] = await db
    .select({ average: averageOf, count: count() })
    .from(reviews)
    .where(ofProduct);
  const said = async (where: SQL | undefined, offset: number) => {
    const rows = await db
      .select({ review: reviews, name: users.name })
      .from(reviews)
      .innerJoin(users, eq(users.id, reviews.buyerId))
      .where(and(ofProduct, where))
      .orderBy(desc(reviews.updatedAt), desc(reviews.id))
      .limit(reviewsOfPage)
      .offset(offset);
    return rows.map(({ review, name }) => reviewView(review, name, viewer));
  };
  // By itself: it is in the form as well, however many have written since.
  const mine = viewer ? await said(eq(reviews.buyerId, viewer), 0) : [];
  const { view, offset } = pageAmong((all?.count ?? 0) - mine.length, reviewsOfPage, page);
  const others = await said(viewer ? ne(reviews.buyerId, viewer) : undefined, offset);
  return {
    ...view,
    rating: ratingOf(all?.average ?? null, all?.count ?? 0),
    reviews: [...mine, ...others],
    may: viewer ? await mayReview(viewer, product) : 'signed_out',
    mine: mine[0] ?? null,
  };
}

function reviewView(
  row: typeof reviews.$inferSelect,
  name: string,
  viewer: BuyerId | null,
): ReviewView {
  return {
    id: row.id,
    by: shortName(name),
    stars: row.stars,
    text: row.text,
    at: row.updatedAt.toISOString(),
    edited: row.updatedAt.getTime() - row.createdAt.getTime() > 1_000,
    mine: row.buyerId === viewer,
  };
}

/** `Jenny R.` */
function shortName(name: string): string {
  const [first = '', ...others] = name.trim().split(/\s+/);
  const last = [...(others.at(-1) ?? '')][0];
  return last ? `${first} ${last}.` : first;
}
