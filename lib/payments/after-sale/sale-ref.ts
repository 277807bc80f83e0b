import { and, eq, sql, type SQL } from 'drizzle-orm';
import type {
  AccountId,
  AccountInvoiceId,
  BuyerId,
  LegId,
  OrderId,
  RefundId,
  SubscriptionId,
} from '../../model/ids';
import { disputes, refunds, subscriptionInvoices } from '../../store/schema';
import type { Subject } from '../../stripe/subject';

/** What money can be given back of, or a bank can dispute: a leg, or a paid invoice of a subscription. */
export type SaleRef =
  | { readonly legId: LegId }
  | { readonly accountId: AccountId; readonly accountInvoiceId: AccountInvoiceId };

/** The columns of a refund or a dispute that say what it is of. */
type Columns = Pick<typeof refunds.$inferSelect, 'legId' | 'accountId' | 'accountInvoiceId'>;

/** Which sale a refund or a dispute is of. */
export function saleOfRow({ legId, accountId, accountInvoiceId }: Columns): SaleRef {
  if (legId) return { legId };
  if (accountId && accountInvoiceId) return { accountId, accountInvoiceId };
  throw new Error('a refund or a dispute is of a leg or of an invoice');
}

/** The refunds of this sale. */
export const isOfSale = (sale: SaleRef): SQL => names(refunds, sale);

/** The disputes about this sale. */
export const isAboutSale = (sale: SaleRef): SQL => names(disputes, sale);

function names(
  { legId, accountId, accountInvoiceId }: typeof refunds | typeof disputes,
  sale: SaleRef,
): SQL {
  return 'legId' in sale
    ? sql`${legId} = ${sale.legId}`
    : sql`(${accountId} = ${sale.accountId} and ${accountInvoiceId} = ${sale.accountInvoiceId})`;
}

/** The invoice itself that was sold by. */
export const isInvoice = ({
  accountId,
  accountInvoiceId,
}: Extract<SaleRef, { accountInvoiceId: unknown }>): SQL =>
  and(
    eq(subscriptionInvoices.accountId, accountId),
    eq(subscriptionInvoices.accountInvoiceId, accountInvoiceId),
  ) as SQL;

/** A sale as calls about it are filed and named: by its leg, or by its invoice. */
export interface SaleNames {
  readonly buyerId: BuyerId;
  readonly orderId: OrderId | null;
  readonly legId: LegId | null;
  readonly accountId: AccountId;
  readonly accountInvoiceId: AccountInvoiceId | null;
  readonly subscriptionId: SubscriptionId | null;
}

/** What calls about a sale are filed under. */
export function subjectOfSale(of: SaleNames): Subject {
  const { buyerId, orderId, legId, subscriptionId } = of;
  if (orderId && legId) return { buyerId, orderId, legId };
  return subscriptionId ? { buyerId, subscriptionId } : { buyerId };
}

/** What a refund of ours says of itself at Stripe, and by which it is known again there. */
export function refundMetadata(of: SaleNames, refundId: RefundId): Record<string, string> {
  const { orderId, legId, subscriptionId, accountInvoiceId } = of;
  if (orderId && legId) return { order: orderId, leg: legId, refund: refundId };
  return {
    ...(subscriptionId ? { subscription: subscriptionId } : {}),
    ...(accountInvoiceId ? { invoice: accountInvoiceId } : {}),
    refund: refundId,
  };
}
