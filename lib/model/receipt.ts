/** What a seller charged, as a receipt tells it: on the page, on paper and by e-mail alike. */
import type { LegId, OrderId } from './ids';
import type { OrderLineView, OrderView } from './order-views';
import type { Price } from './views';

export interface ReceiptView {
  readonly orderId: OrderId;
  readonly legId: LegId;
  readonly orderNumber: string;
  /** The order's number and which of its sellers, e.g. `SK-7F3K2Q-1`. */
  readonly number: string;
  readonly seller: OrderView['legs'][number]['seller'];
  readonly paidAt: string;
  readonly card: string;
  /** As it stands on the buyer's statement. */
  readonly statement: string;
  /** On the seller's account, for engineers and for anybody who asks the seller. */
  readonly accountId: string;
  readonly chargeId: string;
  readonly lines: readonly OrderLineView[];
  readonly amount: Price;
  /** Money that came back, oldest first. */
  readonly refunds: readonly { readonly amount: Price; readonly at: string }[];
  /** All that came back, by whatever way; null when nothing did. */
  readonly refunded: Price | null;
}

/** The receipt of one leg; null while it is not paid. */
export function receiptOf(order: OrderView, legId: string): ReceiptView | null {
  const index = order.legs.findIndex(({ id }) => id === legId);
  const leg = order.legs[index];
  const charged = leg?.attempts.findLast(({ chargeId }) => chargeId !== null);
  if (!leg?.paidAt || leg.state !== 'paid' || !charged?.chargeId) return null;
  return {
    orderId: order.id,
    legId: leg.id,
    orderNumber: order.number,
    number: `${order.number}-${index + 1}`,
    seller: leg.seller,
    paidAt: leg.paidAt,
    card: charged.card,
    statement: leg.statement,
    accountId: leg.accountId,
    chargeId: charged.chargeId,
    lines: leg.lines,
    amount: leg.amount,
    refunds: leg.afterSale.refunds
      .filter(({ state }) => state === 'succeeded')
      .map(({ amount, decidedAt, askedAt }) => ({ amount, at: decidedAt ?? askedAt })),
    refunded: leg.afterSale.refunded,
  };
}

/** `Oat · 2 × $28.00`. */
export function lineText({ variant, quantity, unit }: OrderLineView): string {
  const pieces = `${quantity} × ${unit.text}`;
  return variant ? `${variant} · ${pieces}` : pieces;
}
