import 'server-only';
import { and, eq, gt, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { BuyerId, ReviewId } from '../model/ids';
import { ok, refuse, type Result } from '../model/result';
import { mostOfReview, type MayReview } from '../model/review';
import type { SessionUser } from '../model/views';
import { withoutControls } from '../security/control-characters';
import { minutes, type Limit } from '../security/rate-limit';
import { getDb } from '../store/client';
import { newId } from '../store/new-id';
import {
  products,
  reviews,
  subscriptionInvoices,
  subscriptions,
  users,
  variants,
} from '../store/schema';
import { hasBought } from './has-bought';
import { isSlug } from './names';
import type { ProductRow } from './views';

export const reviewBody = z.strictObject({
  product: z.string().max(80),
  stars: z.number().int().min(1).max(5),
  text: z.string().max(mostOfReview),
});
export const forgetBody = z.strictObject({ product: z.string().max(80) });

export const reviewsOfBuyer: Limit = { name: 'reviews:buyer', most: 30, windowMs: 10 * minutes };

type Refusal = 'not_found' | 'not_bought' | 'own';
type Reviewed = Result<Record<string, never>, Refusal>;

const refusals = {
  not_found: refuse('not_found', 'There is no such thing here.'),
  not_bought: refuse('not_bought', 'Only who has bought it here can review it.'),
  own: refuse('own', 'Nobody reviews what they sell themselves.'),
};

/** Writes a buyer's review of a product, or changes the one that is there. */
export async function reviewProduct(
  buyer: SessionUser,
  { product: slug, stars, text }: z.infer<typeof reviewBody>,
): Promise<Reviewed> {
  const product = await findProduct(slug);
  if (!product) return refusals.not_found;
  const may = await mayReview(buyer.id, product);
  if (may === 'own') return refusals.own;
  if (may !== 'may') return refusals.not_bought;
  const said = { stars, text: asText(text) };
  const db = await getDb();
  await db
    .insert(reviews)
    .values({ id: newId<ReviewId>('rev'), productId: product.id, buyerId: buyer.id, ...said })
    .onConflictDoUpdate({
      target: [reviews.productId, reviews.buyerId],
      set: { ...said, updatedAt: sql`now()` },
    });
  return ok({});
}

/** Takes a buyer's own review away; fine when there is none. */
export async function forgetReview(
  buyer: SessionUser,
  { product: slug }: z.infer<typeof forgetBody>,
): Promise<Reviewed> {
  const product = await findProduct(slug);
  if (!product) return refusals.not_found;
  const db = await getDb();
  await db
    .delete(reviews)
    .where(and(eq(reviews.productId, product.id), eq(reviews.buyerId, buyer.id)));
  return ok({});
}

/**
 * Whether this person may review a product: not their own, and only with a paid leg that holds it, or a
 * subscription to it that has been paid for.
 */
export async function mayReview(
  buyerId: BuyerId,
  product: Pick<ProductRow, 'id' | 'sellerId'>,
): Promise<MayReview> {
  const db = await getDb();
  const [works] = await db
    .select({ sellerId: users.sellerId })
    .from(users)
    .where(eq(users.id, buyerId));
  if (works?.sellerId === product.sellerId) return 'own';
  if (await hasBought(buyerId, product.id, ['paid'])) return 'may';
  const subscribed = await db
    .select({ id: subscriptions.id })
    .from(subscriptions)
    .innerJoin(variants, eq(variants.id, subscriptions.variantId))
    .innerJoin(subscriptionInvoices, eq(subscriptionInvoices.subscriptionId, subscriptions.id))
    .where(
      and(
        eq(subscriptions.buyerId, buyerId),
        eq(variants.productId, product.id),
        eq(subscriptionInvoices.status, 'paid'),
        eq(subscriptionInvoices.isStray, false),
        gt(subscriptionInvoices.amountPaid, 0),
      ),
    )
    .limit(1);
  return subscribed.length > 0 ? 'may' : 'not_bought';
}

async function findProduct(slug: string): Promise<ProductRow | null> {
  if (!isSlug(slug)) return null;
  const db = await getDb();
  const [product] = await db.select().from(products).where(eq(products.slug, slug));
  return product ?? null;
}

/** Paragraphs stay, other control characters do not. */
function asText(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => withoutControls(line).trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
