import { createHash } from 'node:crypto';
import type { CartId, VariantId } from '../model/ids';

export interface QuotedLine {
  readonly variantId: VariantId;
  readonly quantity: number;
  readonly unitAmount: number;
  readonly currency: string;
}

/**
 * Stands for exactly this cart at exactly these prices: sha256 in base64url. The revision makes it
 * differ even when the same goods are put in again after an order.
 */
export function quoteOf(cartId: CartId, revision: number, lines: readonly QuotedLine[]): string {
  const hash = createHash('sha256').update(`${cartId}\n${revision}`);
  const sorted = [...lines].sort((a, b) => (a.variantId < b.variantId ? -1 : 1));
  for (const { variantId, quantity, unitAmount, currency } of sorted) {
    hash.update(`\n${variantId}:${quantity}:${unitAmount}:${currency}`);
  }
  return hash.digest('base64url');
}
