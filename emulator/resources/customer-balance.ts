/**
 * What a Customer owes or is owed (docs.stripe.com/billing/customer/balance), kept as a ledger of
 * CustomerBalanceTransactions (docs.stripe.com/api/customer_balance_transactions). Only invoices
 * draw on it.
 */
import type Stripe from 'stripe';
import { parseCurrency } from '../rules/money';
import { invalidRequest, noSuch, route, type Context, type Resource } from '../server/contract';
import { mergeMetadata } from '../server/metadata';
import { tellChange } from './changes';
import { expandCustomer } from './customer-shape';
import { merchant } from './merchant';
import { unsettable } from './parameters';
import { findCustomer, idOf } from './payment-method-use';

type Transaction = Stripe.CustomerBalanceTransaction;

/** The customer with `amount` more on its balance, and the entry that says so. Keeps both. */
function adjust(
  context: Context,
  customer: Stripe.Customer,
  amount: number,
  given: Partial<Pick<Transaction, 'currency' | 'description' | 'metadata'>> = {},
): { customer: Stripe.Customer; transaction: Transaction } {
  const currency =
    given.currency ?? customer.currency ?? merchant(context).default_currency ?? 'usd';
  const balance = customer.balance + amount;
  const transaction: Transaction = {
    id: context.id('cbtxn_'),
    object: 'customer_balance_transaction',
    amount,
    checkout_session: null,
    created: context.now(),
    credit_note: null,
    currency,
    customer: customer.id,
    customer_account: null,
    description: given.description ?? null,
    ending_balance: balance,
    invoice: null,
    livemode: false,
    metadata: given.metadata ?? {},
    type: 'adjustment',
  };
  const adjusted = { ...customer, balance, currency };
  context.records.put('customer_balance_transaction', transaction, null);
  context.records.put('customer', adjusted);
  return { customer: adjusted, transaction };
}

/** `balance` on a Customer: books the difference to what it was. */
export function setBalance(
  context: Context,
  customer: Stripe.Customer,
  balance: number | undefined,
): Stripe.Customer {
  if (balance === undefined || balance === customer.balance) return customer;
  return adjust(context, customer, balance - customer.balance).customer;
}

function create(
  context: Context,
  given: Stripe.CustomerCreateBalanceTransactionParams,
  id: string,
): Transaction {
  const before = findCustomer(context, id, 'id');
  const currency = parseCurrency(given.currency);
  if (before.currency && before.currency !== currency) {
    throw invalidRequest(
      `The customer's currency is ${before.currency}: its balance cannot be adjusted in ${currency}.`,
      { param: 'currency' },
    );
  }
  const { customer, transaction } = adjust(context, before, given.amount, {
    currency,
    description: given.description ?? null,
    metadata: mergeMetadata(null, given.metadata),
  });
  tellChange(context, 'customer.updated', before, customer);
  return transaction;
}

function transactionsOf(context: Context, customer: string): Transaction[] {
  return context.records
    .where('customer_balance_transaction', 'customer', customer)
    .map(({ object }) => object);
}

function inPath(context: Context, path: Readonly<Record<string, string>>): Transaction {
  const { id } = findCustomer(context, path.customer ?? '', 'id');
  const found = context.records.get('customer_balance_transaction', path.id ?? '')?.object;
  if (found?.customer !== id) {
    throw noSuch('customer balance transaction', path.id ?? '', 'id', 404);
  }
  return found;
}

export const customerBalance: Resource = {
  object: 'customer_balance_transaction',
  expandable: { customer: expandCustomer, invoice: 'invoice' },
  routes: [
    route(
      'POST',
      '/v1/customers/:customer/balance_transactions',
      'CustomerCreateBalanceTransactionParams',
      (context, given, path) => create(context, given, path.customer ?? ''),
    ),
    route(
      'GET',
      '/v1/customers/:customer/balance_transactions',
      'CustomerListBalanceTransactionsParams',
      (context, given, path) => {
        const { id } = findCustomer(context, path.customer ?? '', 'id');
        const { invoice } = given;
        const rows = transactionsOf(context, id).filter(
          (row) => invoice === undefined || idOf(row.invoice) === invoice,
        );
        return context.list(rows, given, `/v1/customers/${id}/balance_transactions`);
      },
    ),
    route(
      'GET',
      '/v1/customers/:customer/balance_transactions/:id',
      'CustomerRetrieveBalanceTransactionParams',
      (context, _, path) => inPath(context, path),
    ),
    route(
      'POST',
      '/v1/customers/:customer/balance_transactions/:id',
      'CustomerUpdateBalanceTransactionParams',
      (context, given, path) => {
        const before = inPath(context, path);
        const after: Transaction = {
          ...before,
          description: unsettable(given.description, before.description),
          metadata: mergeMetadata(before.metadata, given.metadata),
        };
        context.records.put('customer_balance_transaction', after, null);
        return after;
      },
    ),
  ],
};
