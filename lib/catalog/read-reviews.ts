import 'server-only';
import { count, desc, eq, sql } from 'drizzle-orm';
import type { BuyerId } from '../model/ids';
import { ratingOf, type ReviewsView, type ReviewView } from '../model/review';
import { getDb } from '../store/client';
import { products, reviews, users } from '../store/schema';
import { isSlug } from './names';
import { mayReview } from './review-product';

const averageOf = sql<number | null>`avg(${reviews.stars})::float8`;

/** What was said about a product, whoever looks first and then the newest. Unknown: nothing was. */
export async function readReviews(slug: string, viewer: BuyerId | null): Promise<ReviewsView> {
  const none: ReviewsView = { rating: null, reviews: [], may: 'signed_out', mine: null };
  if (!isSlug(slug)) return none;
  const db = await getDb();
  const [product] = await db.select().from(products).where(eq(products.slug, slug));
  if (!product) return none;
  const rows = await db
    .select({ review: reviews, name: users.name })
    .from(reviews)
    .innerJoin(users, eq(users.id, reviews.buyerId))
    .where(eq(reviews.productId, product.id))
    .orderBy(desc(reviews.updatedAt), desc(reviews.id))
    .limit(100);
  const views = rows.map(({ review, name }) => reviewView(review, name, viewer));
  const [all] = await db
    .select({ average: averageOf, count: count() })
    .from(reviews)
    .where(eq(reviews.productId, product.id));
  return {
    rating: ratingOf(all?.average ?? null, all?.count ?? 0),
    reviews: [...views.filter(({ mine }) => mine), ...views.filter(({ mine }) => !mine)],
    may: viewer ? await mayReview(viewer, product) : 'signed_out',
    mine: views.find(({ mine }) => mine) ?? null,
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
