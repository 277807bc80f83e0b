/** An Invoice of Stripe's as a row of ours. https://docs.stripe.com/api/invoices/object */
import type { AccountChargeId, AccountPaymentIntentId } from '../model/ids';
import type { subscriptionInvoices, subscriptions } from '../store/schema';
import type { AccountInvoice, InvoiceIntent } from '../stripe/account-billing';
import { idOf, moment } from '../stripe/fields';
import { lastProblem } from '../stripe/problem';

type Row = typeof subscriptionInvoices.$inferInsert;
type Subscription = Pick<typeof subscriptions.$inferSelect, 'id' | 'accountId'>;

/** How an invoice was paid, or why not yet: what its PaymentIntent says. */
export type InvoicePayment = Required<
  Pick<Row, 'chargeId' | 'feeAmount' | 'receiptUrl' | 'actionNeeded' | 'problem'>
>;

/** Nothing comes of these any more. An uncollectible one may still be paid. */
export const isAtEnd = (status: string): boolean => status === 'paid' || status === 'void';

/** The row of an invoice; what only its payment can tell is left out where that was not asked. */
export function invoiceRow(
  { id, accountId }: Subscription,
  invoice: AccountInvoice,
  payment: InvoicePayment | undefined,
): Row {
  const paymentIntentId = paymentIntentOf(invoice);
  return {
    accountId,
    accountInvoiceId: invoice.id,
    subscriptionId: id,
    number: invoice.number,
    status: invoice.status ?? 'draft',
    reason: invoice.billing_reason,
    total: invoice.total,
    amountDue: invoice.amount_due,
    amountPaid: invoice.amount_paid,
    currency: invoice.currency,
    ...periodOf(invoice),
    attemptCount: invoice.attempt_count,
    nextAttemptAt: moment(invoice.next_payment_attempt),
    createdAt: new Date(invoice.created * 1_000),
    paidAt: moment(invoice.status_transitions.paid_at),
    ...(paymentIntentId ? { paymentIntentId } : nothingCharged),
    ...payment,
  };
}

/** Of an invoice without a PaymentIntent, one of nothing say. */
const nothingCharged: InvoicePayment & Pick<Row, 'paymentIntentId'> = {
  paymentIntentId: null,
  chargeId: null,
  feeAmount: 0,
  receiptUrl: null,
  actionNeeded: false,
  problem: null,
};

/**
 * The PaymentIntent that has paid an invoice, or else the one that it waits for; null when there is
 * none. Since 2025-03-31 an InvoicePayment names it. https://docs.stripe.com/api/invoice-payment/object
 */
export function paymentIntentOf({ payments }: AccountInvoice): AccountPaymentIntentId | null {
  const all = payments?.data.filter(({ payment }) => payment.payment_intent) ?? [];
  const counts =
    all.find(({ status }) => status === 'paid') ??
    all.find(({ is_default: isDefault, status }) => isDefault && status !== 'canceled') ??
    all[0];
  return idOf(counts?.payment.payment_intent) as AccountPaymentIntentId | null;
}

/** What the PaymentIntent of an invoice says, its last charge expanded. */
export function paymentOf(intent: InvoiceIntent): InvoicePayment {
  const { status, latest_charge: charge, last_payment_error: error } = intent;
  const paid = status === 'succeeded' && charge && typeof charge !== 'string' ? charge : null;
  return {
    chargeId: (paid?.id ?? null) as AccountChargeId | null,
    feeAmount: paid ? (paid.application_fee_amount ?? intent.application_fee_amount ?? 0) : null,
    receiptUrl: paid?.receipt_url ?? null,
    actionNeeded:
      status === 'requires_action' ||
      (status === 'requires_payment_method' && error?.code === 'authentication_required'),
    problem: status === 'requires_payment_method' ? lastProblem(intent) : null,
  };
}

/** What it pays for: the time of its lines, as an invoice's own period is the one that has passed. */
function periodOf({ lines, ...invoice }: AccountInvoice): Pick<Row, 'periodStart' | 'periodEnd'> {
  const starts = lines.data.map(({ period }) => period.start);
  const ends = lines.data.map(({ period }) => period.end);
  return {
    periodStart: new Date(
      Math.min(...starts, ...(starts.length ? [] : [invoice.period_start])) * 1_000,
    ),
    periodEnd: new Date(Math.max(...ends, ...(ends.length ? [] : [invoice.period_end])) * 1_000),
  };
}
