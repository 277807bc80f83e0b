/**
 * Invoices of a Subscription that nobody wants, which Stripe did not let us undo. As long as one stands
 * here, its buyer is not told that their credit is back, and it waits on the operator's desk.
 */
import { and, eq, isNotNull, sql } from 'drizzle-orm';
import type { AccountId, AccountInvoiceId, SubscriptionId } from '../../model/ids';
import { getDb } from '../../store/client';
import { invoicesNotUndone, type StoredProblem } from '../../store/schema';
import type { AccountInvoice } from '../../stripe/account-billing';
import type { MadeFor } from './send-back-taken';

export interface InvoiceRef {
  readonly accountId: AccountId;
  readonly invoiceId: AccountInvoiceId;
}

const isThis = ({ accountId, invoiceId }: InvoiceRef) =>
  and(
    eq(invoicesNotUndone.accountId, accountId),
    eq(invoicesNotUndone.accountInvoiceId, invoiceId),
  );

/** How often Stripe has refused so far. */
export async function refusalsOf(invoice: InvoiceRef): Promise<number> {
  const db = await getDb();
  const { refusals } = invoicesNotUndone;
  const [row] = await db.select({ refusals }).from(invoicesNotUndone).where(isThis(invoice));
  return row?.refusals ?? 0;
}

/** Of several that were refused under one key, the first counts. `problem` is null of what is lost. */
export async function noteNotUndone(
  { accountId, id: subscriptionId }: MadeFor,
  invoice: AccountInvoice,
  problem: StoredProblem | null,
  before: number,
): Promise<void> {
  const db = await getDb();
  const row = {
    status: invoice.status ?? 'draft',
    credit: takenFromBalance(invoice),
    currency: invoice.currency,
    ...{ problem, subscriptionId },
    refusals: before + 1,
  };
  await db
    .insert(invoicesNotUndone)
    .values({ accountId, accountInvoiceId: invoice.id, ...row })
    .onConflictDoUpdate({
      target: [invoicesNotUndone.accountId, invoicesNotUndone.accountInvoiceId],
      set: { ...row, refusals: sql`greatest(${invoicesNotUndone.refusals}, ${before + 1})` },
    });
}

/** False while an operator has to see to what was made for this subscription, and that nobody wanted. */
export async function isUndone(id: SubscriptionId): Promise<boolean> {
  const db = await getDb();
  const { subscriptionId, problem } = invoicesNotUndone;
  const waits = and(eq(subscriptionId, id), isNotNull(problem));
  return (await db.$count(invoicesNotUndone, waits)) === 0;
}

export async function forgetNotUndone(invoice: InvoiceRef): Promise<void> {
  const db = await getDb();
  await db.delete(invoicesNotUndone).where(isThis(invoice));
}

/**
 * What an invoice has used up of credit. Less than nothing where it took along what the Customer owed
 * of one that was too small to be charged: that is owed again, as if the invoice had been voided.
 */
export function takenFromBalance(invoice: AccountInvoice): number {
  const { starting_balance: before, ending_balance: after } = invoice;
  return (after ?? before) - before;
}
