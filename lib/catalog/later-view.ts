import { planOf } from '../model/plan';
import { priceOf } from '../model/price';
import type { LaterLine } from '../model/views';
import { mostOf } from './cart-view';
import type { LaterRow } from './save-for-later';
import { fewLeft, isUnready, unready } from './views';

/** What was put aside, as the cart's page shows it: what it costs now, and what is new about it. */
export function laterView(rows: readonly LaterRow[]): LaterLine[] {
  return rows.map((row) => ({
    variantId: row.variant.id,
    productSlug: row.product.slug,
    name: row.product.name,
    variant: row.variant.name,
    picture: row.product.picture,
    seller: row.seller.name,
    quantity: row.quantity,
    unit: priceOf(row.variant),
    plan: planOf(row.variant),
    news: newsOf(row),
    cannotMove: whyNot(row),
  }));
}

function newsOf({ variant, unitAmount, soldOut, quantity }: LaterRow): string[] {
  const news: string[] = [];
  const before = priceOf({ amount: unitAmount, currency: variant.currency }).text;
  if (variant.amount > unitAmount) news.push(`The price rose: it was ${before}.`);
  if (variant.amount < unitAmount) news.push(`The price fell: it was ${before}.`);
  const most = mostOf(variant);
  if (most > 0 && soldOut) news.push('It is there again.');
  if (variant.stock !== null && most > 0 && (most <= fewLeft || most < quantity)) {
    news.push(`Only ${most} left.`);
  }
  return news;
}

function whyNot({ variant }: LaterRow): string | null {
  if (isUnready(variant)) return unready;
  return mostOf(variant) === 0 ? 'Sold out at the moment.' : null;
}
