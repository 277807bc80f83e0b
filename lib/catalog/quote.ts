import { createHash } from 'node:crypto';
import type { CartId, VariantId } from '../model/ids';

export interface QuotedLine {
  readonly variantId: VariantId;
  /** What the kind is called, empty for a product of one kind. */
  readonly kind: string;
  readonly quantity: number;
  readonly unitAmount: number;
  readonly currency: string;
  /** How often a plan is paid and when first; null of goods. */
  readonly terms: string | null;
}

/**
 * Stands for exactly this cart at exactly these prices and terms: sha256 in base64url. A kind that is
 * called otherwise by now may not be what the buyer chose. The revision makes it differ even when the
 * same goods are put in again after an order.
 */
export function quoteOf(cartId: CartId, revision: number, lines: readonly QuotedLine[]): string {
  const hash = createHash('sha256').update(`${cartId}\n${revision}`);
  const sorted = [...lines].sort((a, b) => (a.variantId < b.variantId ? -1 : 1));
  for (const { variantId, kind, quantity, unitAmount, currency, terms } of sorted) {
    hash.update(`\n${variantId}:${JSON.stringify(kind)}:${quantity}:${unitAmount}:${currency}`);
    if (terms) hash.update(`:${terms}`);
  }
  return hash.digest('base64url');
}
