/**
 * The money of a Subscription that nobody wants (it was made when its start had been given up, or does
 * not agree with our row): each invoice that it was paid becomes a row of the subscription it was made
 * for, marked as a stray's, and its charge goes back whole. What they took of the buyer's credit is put
 * back where it ends (`undo-invoices.ts`).
 */
import type {
  AccountId,
  AccountSubscriptionId,
  BuyerId,
  OrderId,
  RefundId,
  SubscriptionId,
} from '../../model/ids';
import { isInvoice } from '../../payments/after-sale/sale-ref';
import { grantSendingBack } from '../../payments/refunds/send-back';
import { withTx, type Db } from '../../store/client';
import { subscriptionInvoices } from '../../store/schema';
import type { AccountInvoice, AccountSubscription } from '../../stripe/account-billing';
import type { AccountCharge } from '../../stripe/account-after-sale';
import { accountStripe } from '../../stripe/account-stripe';
import { invoiceRow, paymentIntentOf, paymentOf } from '../invoice-row';
import { undoInvoices, undoOnce } from './undo-invoices';

/** The subscription of ours that it was made for. */
export interface MadeFor {
  readonly id: SubscriptionId;
  readonly accountId: AccountId;
  readonly buyerId: BuyerId;
  readonly orderId: OrderId;
}

/** A paid invoice of such a Subscription, with its charge. */
interface Taken {
  readonly row: typeof subscriptionInvoices.$inferInsert;
  readonly charge: AccountCharge;
}

/**
 * Ends it at once, whoever else does, and undoes of its invoices what is no charge.
 * https://docs.stripe.com/api/subscriptions/cancel
 */
export async function endUnwanted(of: MadeFor, { id, status }: AccountSubscription): Promise<void> {
  const { accountId } = of;
  const subject = subjectOf(of);
  if (status !== 'canceled' && status !== 'incomplete_expired') {
    await undoOnce(`end-stray:${accountId}:${id}`, (key) =>
      accountStripe(accountId).subscriptions.cancel(id, {}, { key, subject }),
    );
  }
  await undoInvoices(of, id, subject);
}

/** What it has charged so far. Throws when Stripe cannot be reached. */
export async function readTaken(of: MadeFor, id: AccountSubscriptionId): Promise<Taken[]> {
  const { invoices } = accountStripe(of.accountId);
  const read = { subject: subjectOf(of) };
  const found = await Promise.all(
    (await invoices.listOf(id, read)).map(async (invoice): Promise<Taken[]> => {
      const intentId = invoice.status === 'paid' ? paymentIntentOf(invoice) : null;
      if (!intentId) return [];
      const intent = await invoices.retrievePayment(intentId, read);
      const charge = intent.status === 'succeeded' ? intent.latest_charge : null;
      if (!charge || typeof charge === 'string') return [];
      return [{ row: strayRow(of, invoice, intent), charge: charge as AccountCharge }];
    }),
  );
  return found.flat();
}

const strayRow = (
  of: MadeFor,
  invoice: AccountInvoice,
  intent: Parameters<typeof paymentOf>[0],
): Taken['row'] => ({ ...invoiceRow(of, invoice, paymentOf(intent)), isStray: true });

/**
 * Writes down what was taken and, once for each charge however many ask, the refund of all that is left
 * of it. The caller sends them after the commit.
 */
export async function grantTaken(tx: Db, taken: readonly Taken[]): Promise<RefundId[]> {
  const granted: RefundId[] = [];
  for (const { row, charge } of taken) {
    const { accountId, accountInvoiceId } = row;
    await tx.insert(subscriptionInvoices).values(row).onConflictDoNothing();
    await tx
      .select({ id: subscriptionInvoices.accountInvoiceId })
      .from(subscriptionInvoices)
      .where(isInvoice({ accountId, accountInvoiceId }))
      .for('no key update');
    const refundId = await grantSendingBack(
      tx,
      { accountId, accountInvoiceId },
      { paymentIntentId: row.paymentIntentId ?? null, charge },
    );
    if (refundId) granted.push(refundId);
  }
  return granted;
}

/** Ends it, and grants that all it has taken goes back; answers with the refunds to send. */
export async function sendBackUnwanted(
  of: MadeFor,
  unwanted: AccountSubscription,
): Promise<RefundId[]> {
  await endUnwanted(of, unwanted);
  // After it: nothing is charged any more that this does not tell of.
  const taken = await readTaken(of, unwanted.id);
  return taken.length ? withTx((tx) => grantTaken(tx, taken)) : [];
}

/** Whose pages may show the calls about it. */
export const subjectOf = ({ id, buyerId, orderId }: MadeFor) => ({
  ...{ subscriptionId: id, buyerId, orderId },
});
