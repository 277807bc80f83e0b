import { firstLanguage, type Language } from '../language/languages';
import { wordsIn } from '../language/texts';
import type { Words } from '../language/words';
import { planOf } from '../model/plan';
import { priceOf } from '../model/price';
import type { LaterLine } from '../model/views';
import { mostOf } from './cart-view';
import type { LaterRow } from './save-for-later';
import { fewLeft, isUnready } from './views';

/** What was put aside, as the cart's page shows it: what it costs now, and what is new about it. */
export function laterView(
  rows: readonly LaterRow[],
  language: Language = firstLanguage,
): LaterLine[] {
  const t = wordsIn(language, 'shop');
  return rows.map((row) => ({
    variantId: row.variant.id,
    productSlug: row.product.slug,
    name: row.product.name,
    variant: row.variant.name,
    picture: row.product.picture,
    seller: row.seller.name,
    quantity: row.quantity,
    unit: priceOf(row.variant, language),
    plan: planOf(row.variant, wordsIn(language, 'plan')),
    news: newsOf(row, t),
    cannotMove: whyNot(row, t),
  }));
}

function newsOf({ variant, unitAmount, soldOut, quantity }: LaterRow, t: Words<'shop'>): string[] {
  const news: string[] = [];
  const before = priceOf({ amount: unitAmount, currency: variant.currency }, t.language).text;
  if (variant.amount > unitAmount) news.push(t('priceRose', { before }));
  if (variant.amount < unitAmount) news.push(t('priceFell', { before }));
  const most = mostOf(variant);
  if (most > 0 && soldOut) news.push(t('thereAgain'));
  if (variant.stock !== null && most > 0 && (most <= fewLeft || most < quantity)) {
    news.push(t('onlyLeft', { left: most }));
  }
  return news;
}

function whyNot({ variant, product }: LaterRow, t: Words<'shop'>): string | null {
  if (product.hiddenAt || variant.hiddenAt) return t('notSold');
  if (isUnready(variant)) return t('unready');
  return mostOf(variant) === 0 ? t('soldOutNow') : null;
}
