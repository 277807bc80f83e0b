import { createHash } from 'node:crypto';
import type { CartId, VariantId } from '../model/ids';

export interface QuotedLine {
  readonly variantId: VariantId;
  readonly quantity: number;
  readonly unitAmount: number;
  readonly currency: string;
  /** How often a plan is paid and when first; null of goods. */
  readonly terms: string | null;
}

/**
 * Stands for exactly this cart at exactly these prices and terms: sha256 in base64url. The revision
 * makes it differ even when the same goods are put in again after an order.
 */
export function quoteOf(cartId: CartId, revision: number, lines: readonly QuotedLine[]): string {
  const hash = createHash('sha256').update(`${cartId}\n${revision}`);
  const sorted = [...lines].sort((a, b) => (a.variantId < b.variantId ? -1 : 1));
  for (const { variantId, quantity, unitAmount, currency, terms } of sorted) {
    hash.update(`\n${variantId}:${quantity}:${unitAmount}:${currency}`);
    if (terms) hash.update(`:${terms}`);
  }
  return hash.digest('base64url');
}
