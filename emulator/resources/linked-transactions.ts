/**
 * Transactions of linked bank accounts (docs.stripe.com/api/financial_connections/transactions).
 */
import type Stripe from 'stripe';
import { invalidRequest, noSuch, route, type Context, type Resource } from '../server/contract';
import { within } from '../server/ranges';
import { checkReadable, transactionsOf } from './linked-data';

type Transaction = Stripe.FinancialConnections.Transaction;

function list(
  context: Context,
  given: Stripe.FinancialConnections.TransactionListParams,
): Stripe.ApiList<Transaction> {
  const found = context.records.get('financial_connections_account', given.account);
  if (!found) throw noSuch('financial_connections.account', given.account, 'account', 400);
  checkReadable(found.object, 'transactions', 'account');
  const { transacted_at, transaction_refresh } = given;
  const { refreshes = [] } = found.hidden;
  const after = transaction_refresh ? refreshes.indexOf(transaction_refresh.after) : -1;
  if (transaction_refresh && after < 0) {
    throw noSuch(
      'transaction refresh',
      transaction_refresh.after,
      'transaction_refresh[after]',
      400,
    );
  }
  const rows = transactionsOf(context, given.account)
    .map(({ object }) => object)
    .filter(
      (row) =>
        (transacted_at === undefined || within(row.transacted_at, transacted_at)) &&
        refreshes.indexOf(row.transaction_refresh) > after,
    );
  return context.list(rows, given, '/v1/financial_connections/transactions');
}

function find(context: Context, id: string): Transaction {
  const found = context.records.get('financial_connections_transaction', id)?.object;
  if (!found) throw noSuch('financial_connections.transaction', id, 'transaction', 404);
  const account = context.records.get('financial_connections_account', found.account)?.object;
  if (!account) throw invalidRequest(`The account of ${id} is gone.`);
  checkReadable(account, 'transactions', 'transaction');
  return found;
}

export const linkedTransactions: Resource = {
  object: 'financial_connections.transaction',
  routes: [
    route(
      'GET',
      '/v1/financial_connections/transactions',
      'FinancialConnectionsTransactionListParams',
      list,
    ),
    route(
      'GET',
      '/v1/financial_connections/transactions/:id',
      'FinancialConnectionsTransactionRetrieveParams',
      (context, _, path) => find(context, path.id ?? ''),
    ),
  ],
};
