import { eq } from 'drizzle-orm';
import { config } from '../config/config';
import { firstLanguage, type Language } from '../language/languages';
import type { BuyerId, LegId, MailId, OrderId, RefundId } from '../model/ids';
import type { MailAbout, MailKind } from '../model/mail';
import { priceOf } from '../model/price';
import { receiptOf } from '../model/receipt';
import type { OrderView } from '../model/views';
import { readOrders } from '../payments/order-rows';
import { orderView } from '../payments/order-view';
import { getDb } from '../store/client';
import { newId } from '../store/new-id';
import { legs, mails, orders, refunds, users } from '../store/schema';
import { receiptMail, refundMail, type Written } from './mail-text';

/**
 * Writes the mail about what happened into its row, once: whoever comes later finds it and leaves it as
 * it is, so that every try to send it sends the same. Null when there is nothing to write about.
 */
export async function writeMail(about: MailAbout): Promise<typeof mails.$inferSelect | null> {
  const db = await getDb();
  const there = await db.select().from(mails).where(eq(mails.about, about));
  if (there[0]) return there[0];
  const [kind, subject] = about.split(':') as [MailKind, string];
  const event =
    kind === 'receipt' ? await paidLeg(subject as LegId) : await refunded(subject as RefundId);
  if (!event) return null;
  const { mail: smtp, appUrl } = config();
  const id = newId<MailId>('mail');
  await db
    .insert(mails)
    .values({
      id,
      about,
      kind,
      legId: event.legId,
      recipient: event.buyer.email,
      recipientName: event.buyer.name,
      ...event.written,
      messageId: `<${id}@${appUrl.hostname}>`,
      state: smtp.smtpUrl ? 'waiting' : 'kept',
    })
    .onConflictDoNothing();
  const [row] = await db.select().from(mails).where(eq(mails.about, about));
  return row ?? null;
}

interface Happened {
  readonly legId: LegId;
  readonly buyer: Buyer;
  readonly written: Written;
}

interface Buyer {
  readonly id: BuyerId;
  readonly name: string;
  readonly email: string;
  /** What they chose to read, English else. */
  readonly language: Language;
}

async function paidLeg(id: LegId): Promise<Happened | null> {
  const found = await buyerOf(id);
  const receipt = found && receiptOf(found.order, id);
  if (!receipt) return null;
  return { legId: id, buyer: found.buyer, written: receiptMail(receipt, found.buyer, origin()) };
}

async function refunded(id: RefundId): Promise<Happened | null> {
  const db = await getDb();
  const [refund] = await db.select().from(refunds).where(eq(refunds.id, id));
  const found = refund && (await buyerOf(refund.legId));
  const leg = found?.order.legs.find(({ id: legId }) => legId === refund?.legId);
  if (!refund || !found || !leg) return null;
  const written = refundMail(
    {
      orderId: found.order.id,
      orderNumber: found.order.number,
      seller: leg.seller.name,
      card: leg.attempts.at(-1)?.card ?? found.order.card,
      statement: leg.statement,
      amount: priceOf(refund, found.buyer.language),
      all: refund.amount === leg.amount.amount,
    },
    found.buyer,
    origin(),
  );
  return { legId: refund.legId, buyer: found.buyer, written };
}

const origin = () => config().appUrl.origin;

async function buyerOf(legId: LegId): Promise<{ buyer: Buyer; order: OrderView } | null> {
  const db = await getDb();
  const [found] = await db
    .select({
      orderId: orders.id,
      buyer: { id: users.id, name: users.name, email: users.email, language: users.language },
    })
    .from(legs)
    .innerJoin(orders, eq(orders.id, legs.orderId))
    .innerJoin(users, eq(users.id, orders.buyerId))
    .where(eq(legs.id, legId));
  if (!found) return null;
  const buyer = { ...found.buyer, language: found.buyer.language ?? firstLanguage };
  const [rows] = await readOrders(buyer.id, found.orderId as OrderId);
  return rows ? { buyer, order: orderView(rows, buyer.language) } : null;
}
