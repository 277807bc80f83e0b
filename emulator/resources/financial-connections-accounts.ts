/**
 * Financial Connections Accounts (docs.stripe.com/api/financial_connections/accounts): bank accounts
 * that buyers have linked, and what they let be read there.
 */
import type Stripe from 'stripe';
import { testBank } from '../rules/banks/test-banks';
import { invalidRequest, noSuch, route, type Context, type Resource } from '../server/contract';
import type { Stored } from '../store/kinds';
import { refuseUnsupported } from './parameters';
import { idOf } from './payment-method-use';

type Account = Stripe.FinancialConnections.Account;
type ListParams = Stripe.FinancialConnections.AccountListParams;

function inPath(context: Context, id: string): Stored<'financial_connections_account'> {
  const found = context.records.get('financial_connections_account', id);
  if (!found) throw noSuch('financial_connections.account', id, 'account', 404);
  return found;
}

/** How long after a refresh the next one is possible (unconfirmed). */
const refreshPause = 24 * 60 * 60;

/**
 * Begins to read the balance; what it is comes with `financial_connections.account.refreshed_balance`.
 * Only the balance is emulated, neither owners nor transactions.
 *
 * @throws 400 without the permission, or when the account is no longer connected (sentences
 *   unconfirmed)
 */
function refresh(
  context: Context,
  { features }: Stripe.FinancialConnections.AccountRefreshParams,
  id: string,
): Account {
  const { object: before } = inPath(context, id);
  const other = features.find((feature) => feature !== 'balance');
  if (other !== undefined) {
    throw invalidRequest(`The feature '${other}' is not supported by this emulator.`, {
      param: 'features',
    });
  }
  if (before.status !== 'active') {
    throw invalidRequest(`The Financial Connections Account ${id} is ${before.status}.`, {
      code: 'financial_connections_account_inactive',
    });
  }
  if (!before.permissions?.includes('balances')) {
    throw invalidRequest(
      `The Financial Connections Account ${id} was linked without the permission balances.`,
      { param: 'features' },
    );
  }
  return beginRefresh(context, before);
}

/** Plans the reading of a balance, as a refresh or a prefetch asks for it. */
export function beginRefresh(context: Context, before: Account): Account {
  const now = context.now();
  const after: Account = {
    ...before,
    balance_refresh: { last_attempted_at: now, next_refresh_available_at: null, status: 'pending' },
  };
  context.records.put('financial_connections_account', after);
  context.schedule(context.settings.settleDelayMs, 'refresh_balance', { account: before.id });
  return after;
}

/** The task that `beginRefresh` plans. */
function finishRefresh(context: Context, { account: id }: { account: string }): void {
  const found = context.records.get('financial_connections_account', id);
  if (found?.object.status !== 'active') return;
  const now = context.now();
  const { balance } = testBank(found.hidden.account);
  const after: Account = {
    ...found.object,
    balance: {
      as_of: now,
      cash: { available: { usd: balance } },
      current: { usd: balance },
      type: 'cash',
    },
    balance_refresh: {
      last_attempted_at: now,
      next_refresh_available_at: now + refreshPause,
      status: 'succeeded',
    },
  };
  context.records.put('financial_connections_account', after);
  context.emit('financial_connections.account.refreshed_balance', after);
}

/** Ends the access to the data; a PaymentMethod made of the account can still be debited. */
function disconnect(context: Context, id: string): Account {
  const { object: before } = inPath(context, id);
  if (before.status === 'disconnected') return before;
  const after: Account = { ...before, status: 'disconnected' };
  context.records.put('financial_connections_account', after);
  context.emit('financial_connections.account.disconnected', after);
  return after;
}

function list(context: Context, given: ListParams): Stripe.ApiList<Account> {
  const { account_holder: holder, session } = given;
  if (holder) refuseUnsupported({ ...holder }, ['customer_account']);
  return context.page(
    'financial_connections_account',
    given,
    '/v1/financial_connections/accounts',
    ({ object, hidden }) =>
      (session === undefined || hidden.session === session) &&
      (holder?.customer === undefined ||
        idOf(object.account_holder?.customer) === holder.customer) &&
      (holder?.account === undefined || idOf(object.account_holder?.account) === holder.account),
  );
}

export const financialConnectionsAccounts: Resource = {
  object: 'financial_connections.account',
  routes: [
    route(
      'GET',
      '/v1/financial_connections/accounts',
      'FinancialConnectionsAccountListParams',
      list,
    ),
    route(
      'GET',
      '/v1/financial_connections/accounts/:id',
      'FinancialConnectionsAccountRetrieveParams',
      (context, _, path) => inPath(context, path.id ?? '').object,
    ),
    route(
      'POST',
      '/v1/financial_connections/accounts/:id/disconnect',
      'FinancialConnectionsAccountDisconnectParams',
      (context, _, path) => disconnect(context, path.id ?? ''),
    ),
    route(
      'POST',
      '/v1/financial_connections/accounts/:id/refresh',
      'FinancialConnectionsAccountRefreshParams',
      (context, given, path) => refresh(context, given, path.id ?? ''),
    ),
  ],
  tasks: { refresh_balance: finishRefresh },
};
