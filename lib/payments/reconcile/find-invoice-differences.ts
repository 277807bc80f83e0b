/** Invoices of subscriptions, against what the account was charged and gave back for them. */
import { and, eq, gte, inArray, isNotNull, lt, or } from 'drizzle-orm';
import type { AccountChargeId, AccountId, AccountPaymentIntentId } from '../../model/ids';
import { feeOf, money } from '../../model/money';
import { getDb } from '../../store/client';
import { accountCustomers, subscriptionInvoices, subscriptions } from '../../store/schema';
import type { AccountCharge, AccountRefund, TimeSpan } from '../../stripe/account-after-sale';
import { accountStripe } from '../../stripe/account-stripe';
import { orNull } from '../../stripe/failure';
import { idOf } from '../../stripe/fields';
import type { Difference } from './find-differences';
import { chargeOf, isIn } from './on-account';

interface OnAccount {
  readonly charges: readonly AccountCharge[];
  /** Of what it gave back, what is none of our refunds. */
  readonly unknown: readonly AccountRefund[];
  readonly ours: readonly OurInvoice[];
}

export type OurInvoice = Awaited<ReturnType<typeof readInvoices>>[number];

/**
 * Compares these charges and refunds of an account, and the invoices that we have as paid in this time,
 * with one another. A charge of a Customer of ours is an invoice's; what is charged to anybody else is
 * no business of this. Throws when Stripe cannot be reached.
 */
export async function findInvoiceDifferences(
  accountId: AccountId,
  time: TimeSpan,
  { charges, unknown, ours }: OnAccount,
): Promise<Difference[]> {
  const customers = await readCustomers(accountId, charges);
  const missing = await Promise.all(
    ours
      .filter((row) => row.amountPaid > 0 && isIn(time, row.paidAt))
      .filter(({ chargeId }) => !charges.some(({ id }) => id === chargeId))
      .map((row) => lookForCharge(accountId, row)),
  );
  return [
    ...charges.flatMap((charge) => compareCharge(charge, ours, customers)),
    ...unknown.flatMap((refund) => compareRefund(refund, ours)),
    ...missing.flat(),
  ];
}

/** Invoices that these charges and refunds are about, and those that we have as paid then. */
export async function readInvoices(
  accountId: AccountId,
  time: TimeSpan,
  charges: readonly AccountCharge[],
  given: readonly AccountRefund[],
) {
  const db = await getDb();
  const chargeIds = [...charges.map(({ id }) => id), ...given.map(chargeOf)];
  const intentIds = charges.flatMap(({ payment_intent: intent }) => idOf(intent) ?? []);
  return db
    .select({
      invoiceId: subscriptionInvoices.accountInvoiceId,
      status: subscriptionInvoices.status,
      total: subscriptionInvoices.total,
      amountPaid: subscriptionInvoices.amountPaid,
      currency: subscriptionInvoices.currency,
      paidAt: subscriptionInvoices.paidAt,
      chargeId: subscriptionInvoices.chargeId,
      fee: subscriptionInvoices.feeAmount,
      paymentIntentId: subscriptionInvoices.paymentIntentId,
      feeBasisPoints: subscriptions.feeBasisPoints,
      isStray: subscriptionInvoices.isStray,
    })
    .from(subscriptionInvoices)
    .innerJoin(subscriptions, eq(subscriptions.id, subscriptionInvoices.subscriptionId))
    .where(
      and(
        eq(subscriptionInvoices.accountId, accountId),
        or(
          inArray(subscriptionInvoices.chargeId, chargeIds),
          inArray(subscriptionInvoices.paymentIntentId, intentIds as AccountPaymentIntentId[]),
          and(
            eq(subscriptionInvoices.status, 'paid'),
            isNotNull(subscriptionInvoices.paidAt),
            gte(subscriptionInvoices.paidAt, time.from),
            lt(subscriptionInvoices.paidAt, time.until),
          ),
        ),
      ),
    );
}

/** Which of the charged Customers we have made for a buyer. */
async function readCustomers(
  accountId: AccountId,
  charges: readonly AccountCharge[],
): Promise<ReadonlySet<string>> {
  const charged = charges.flatMap(({ customer }) => idOf(customer) ?? []);
  if (charged.length === 0) return new Set();
  const db = await getDb();
  const rows = await db
    .select({ id: accountCustomers.accountCustomerId })
    .from(accountCustomers)
    .where(
      and(
        eq(accountCustomers.accountId, accountId),
        inArray(accountCustomers.accountCustomerId, charged as never[]),
      ),
    );
  return new Set(rows.flatMap(({ id }) => id ?? []));
}

function compareCharge(
  charge: AccountCharge,
  ours: readonly OurInvoice[],
  customers: ReadonlySet<string>,
): Difference[] {
  // A leg is charged to nobody's Customer, and says so.
  if (charge.metadata.leg) return [];
  const row =
    ours.find(({ chargeId }) => chargeId === charge.id) ??
    ours.find(({ paymentIntentId }) => paymentIntentId === idOf(charge.payment_intent));
  if (!row && !customers.has(idOf(charge.customer) ?? '')) return [];
  if (charge.status !== 'succeeded' || !charge.captured) return [];
  const theirs = { theirAmount: charge.amount_captured, theirCurrency: charge.currency };
  const about = { objectId: charge.id, legId: null };
  if (!row || row.status !== 'paid' || row.chargeId !== charge.id) {
    // Given back in full, nobody has paid for anything.
    if (charge.amount_refunded >= charge.amount_captured) return [];
    return [{ kind: 'charge_unknown', ...about, ourAmount: null, ourCurrency: null, ...theirs }];
  }
  const same = { ourAmount: row.amountPaid, ourCurrency: row.currency, ...theirs };
  const found: Difference[] = [];
  if (row.currency !== charge.currency) found.push({ kind: 'charge_currency', ...about, ...same });
  else if (row.amountPaid !== charge.amount_captured) {
    found.push({ kind: 'charge_amount', ...about, ...same });
  }
  // What nobody wanted goes back whole, its fee included, whatever that came to.
  if (row.isStray) return found;
  const agreed = agreedFee(row);
  const fee = charge.application_fee_amount ?? 0;
  // How Stripe rounds a percentage is its own affair.
  if (Math.abs(fee - agreed) > 1) {
    found.push({ kind: 'charge_fee', ...about, ...same, ourAmount: agreed, theirAmount: fee });
  }
  return found;
}

/** The platform's share as it was agreed: of the invoice's total, and no more than was charged. */
function agreedFee({ total, amountPaid, currency, feeBasisPoints }: OurInvoice): number {
  if (total <= 0) return 0;
  return Math.min(feeOf(money(total, currency), feeBasisPoints).amount, amountPaid);
}

/** Given back of an invoice at Stripe, and by nobody here. */
function compareRefund(refund: AccountRefund, ours: readonly OurInvoice[]): Difference[] {
  if (refund.status === 'failed' || refund.status === 'canceled') return [];
  const row = ours.find(({ chargeId }) => chargeId !== null && chargeId === chargeOf(refund));
  if (!row) return [];
  return [
    {
      kind: 'refund_unknown',
      objectId: refund.id,
      legId: null,
      ourAmount: null,
      ourCurrency: null,
      theirAmount: refund.amount,
      theirCurrency: refund.currency,
    },
  ];
}

/** An invoice that was paid that day by a charge of another: older, or not there at all. */
async function lookForCharge(accountId: AccountId, row: OurInvoice): Promise<Difference[]> {
  const charge = row.chargeId ? await findCharge(accountId, row.chargeId) : null;
  if (charge) return compareCharge(charge, [row], new Set());
  return [
    {
      kind: 'charge_missing',
      objectId: row.chargeId ?? row.invoiceId,
      legId: null,
      ourAmount: row.amountPaid,
      ourCurrency: row.currency,
      theirAmount: null,
      theirCurrency: null,
    },
  ];
}

/** Null when the account has none such. */
function findCharge(accountId: AccountId, id: AccountChargeId): Promise<AccountCharge | null> {
  return orNull(accountStripe(accountId).charges.retrieve(id, { subject: {} }));
}
