/**
 * A draft becomes an invoice: it has a number, what the customer is owed is taken off, and it waits
 * to be paid (docs.stripe.com/invoicing/integration/workflow-transitions).
 */
import type Stripe from 'stripe';
import { minimumCharge } from '../rules/money';
import { invalidRequest, type Context } from '../server/contract';
import { hostedAddresses } from './hosted-invoice';
import { makeIntent } from './invoice-intent';
import { payWithout } from './invoice-paid';
import { billed, changeCustomer, findInvoice } from './invoice-records';
import { clockOf, plan } from './moment';
import { balanceIn, billedTo, withLines, type Invoice } from './invoice-shape';

/**
 * Finalizes a draft. One with nothing to pay is paid at once.
 *
 * @param paused what becomes of it where collection is paused: nobody is asked to pay it, so what is too
 *   small to be charged is not owed with the next one either; and what is to be void takes no credit
 */
export function finalizeInvoice(
  context: Context,
  draft: Invoice,
  paused?: 'void' | 'mark_uncollectible',
): Invoice {
  if (draft.status !== 'draft') {
    throw invalidRequest(
      "This invoice is already finalized, you can't re-finalize a non-draft invoice.",
    );
  }
  const customer = billed(context, draft);
  const { lines } = findInvoice(context, draft.id).hidden;
  const balance = paused === 'void' ? 0 : balanceIn(customer, draft.currency);
  const minimum = minimumCharge(draft.currency);
  const counted = withLines(
    { ...draft, ...billedTo(customer), starting_balance: balance },
    lines,
    paused ? 0 : minimum,
  );
  const ending_balance = counted.total + balance - counted.amount_due;
  const open: Invoice = {
    ...counted,
    automatically_finalizes_at: null,
    effective_at: draft.effective_at ?? context.now(),
    ending_balance,
    ...hostedAddresses(context, draft.id),
    number: draft.number ?? numberOf(context, customer),
    status: 'open',
    status_transitions: { ...draft.status_transitions, finalized_at: context.now() },
  };
  context.records.put('invoice', open);
  settleBalance(context, open, ending_balance - balance, reasonOf(open));
  context.emit('invoice.finalized', open);
  if (open.amount_due === 0) return payWithout(context, open, 'nothing');
  if (open.amount_due >= minimum) makeIntent(context, open);
  if (open.due_date !== null) {
    const at = open.due_date;
    plan(context, clockOf(open), { task: 'overdue_invoice', subject: open.id, at });
  }
  return open;
}

/** `PREFIX-0001`: the customer's own count of invoices. */
function numberOf(context: Context, { id }: Stripe.Customer): string {
  const found = context.records.get('customer', id)?.object;
  if (!found) throw new Error(`Customer ${id} disappeared within a transaction`);
  const { invoice_prefix, next_invoice_sequence: next = 1 } = found;
  // Told with the invoice: no event of its own.
  context.records.put('customer', { ...found, next_invoice_sequence: next + 1 });
  return `${invoice_prefix}-${String(next).padStart(4, '0')}`;
}

function reasonOf({ amount_due, starting_balance, total }: Invoice): Reason {
  if (total < 0) return 'invoice_too_large';
  const small = amount_due === 0 && total + starting_balance > 0;
  return small ? 'invoice_too_small' : 'applied_to_invoice';
}

type Reason = Stripe.CustomerBalanceTransaction.Type;

/** What the customer owes or is owed changes by what the invoice took or left. */
export function settleBalance(
  context: Context,
  invoice: Invoice,
  amount: number,
  type: Reason,
): void {
  if (amount === 0) return;
  const customer = billed(context, invoice);
  const ending_balance = customer.balance + amount;
  const transaction = {
    id: context.id('cbtxn_'),
    object: 'customer_balance_transaction',
    amount,
    checkout_session: null,
    created: context.now(),
    credit_note: null,
    currency: invoice.currency,
    customer: customer.id,
    customer_account: null,
    description: null,
    ending_balance,
    invoice: invoice.id,
    livemode: false,
    metadata: {},
    type,
  } satisfies Stripe.CustomerBalanceTransaction;
  context.records.put('customer_balance_transaction', transaction, null);
  changeCustomer(context, customer, { balance: ending_balance, currency: invoice.currency });
}
