import { eq } from 'drizzle-orm';
import type { RefundId } from '../model/ids';
import { priceOf } from '../model/price';
import { saleOfRow, type SaleRef } from '../payments/after-sale/sale-ref';
import { getDb } from '../store/client';
import { refunds } from '../store/schema';
import { orderOfLeg } from './about-legs';
import { invoiceToTell } from './about-plans';
import { origin, type Happened } from './happened';
import { refundMail } from './mail-text';

type Refund = typeof refunds.$inferSelect;

/** Money that came back; null when there is no such refund. */
export async function refunded(id: RefundId): Promise<Happened | null> {
  const db = await getDb();
  const [refund] = await db.select().from(refunds).where(eq(refunds.id, id));
  if (!refund) return null;
  const of = saleOfRow(refund);
  return 'legId' in of ? ofLeg(of, refund) : ofInvoice(of, refund);
}

async function ofLeg(
  { legId }: Extract<SaleRef, { legId: unknown }>,
  refund: Refund,
): Promise<Happened | null> {
  const found = await orderOfLeg(legId);
  const leg = found?.order.legs.find(({ id }) => id === legId);
  if (!found || !leg) return null;
  const written = refundMail(
    {
      of: { orderId: found.order.id },
      number: found.order.number,
      seller: leg.seller.name,
      card: leg.attempts.at(-1)?.card ?? found.order.card,
      statement: leg.statement,
      amount: priceOf(refund, found.buyer.language),
      all: refund.amount === leg.amount.amount,
    },
    found.buyer,
    origin(),
  );
  return { legId, buyer: found.buyer, written };
}

async function ofInvoice(
  ref: Extract<SaleRef, { accountInvoiceId: unknown }>,
  refund: Refund,
): Promise<Happened | null> {
  const found = await invoiceToTell(ref);
  if (!found) return null;
  const { buyer, invoice, subscription, seller, number, card, statement } = found;
  const written = refundMail(
    {
      of: { subscriptionId: subscription.id },
      ...{ number, card, statement },
      seller: seller.name,
      amount: priceOf(refund, buyer.language),
      all: refund.amount === invoice.amountPaid,
    },
    buyer,
    origin(),
  );
  return { legId: null, buyer, written };
}
